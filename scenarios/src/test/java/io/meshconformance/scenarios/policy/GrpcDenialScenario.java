package io.meshconformance.scenarios.policy;

import static io.meshconformance.harness.accesslog.Decision.Fixed.NONE_ALLOWED;
import static io.meshconformance.harness.expect.Expectations.noHeader;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.accesslog.Decision;
import io.meshconformance.harness.accesslog.Decision.DeniedBy;
import io.meshconformance.harness.accesslog.Decision.TokenRejected;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.scene.TokenIssuer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Scenario(
        id = "POL-015",
        title = "A denied gRPC call is told so in gRPC's own status, with HTTP 200, and does not reach the workload",
        manifests = {"workloads/httpbin.yaml", "jwt/authentication.yaml", "jwt/token-asked.yaml"},
        byProxy = false)
class GrpcDenialScenario {

    private @Given Manifests manifests;
    private @Given TokenIssuer tokens;
    private @Given Traffic traffic;
    private @Given("httpbin") Target httpbin;

    @ParameterizedTest(
            name = "a call of type {0} that no policy allows ends with status 7, one that a policy allows is served")
    @ValueSource(strings = {"application/grpc", "application/grpc+proto", "application/grpc+json"})
    void noneAllows(String type) {
        Headers alice = bearing(tokens.valid("alice"));
        httpbin.serves(() -> call(type, "/anything/asked", alice), noHeader("grpc-status"));
        denies(type, "/anything/asked", Headers.none(), Mesh.rbacDeniedInGrpc(), NONE_ALLOWED);
    }

    @Check("a call that a DENY policy matches ends with status 7, and the policy is named")
    void denied() {
        var policy = new DeniedBy(manifests.namespace(), "tokenless-denied", 0);
        httpbin.serves(() -> call("application/grpc", "/anything/denied", bearing(tokens.valid("alice"))));
        denies("application/grpc", "/anything/denied", Headers.none(), Mesh.rbacDeniedInGrpc(), policy);
    }

    @Check("a call with an expired token ends with status 16, and its text")
    void badToken() {
        Headers expired = bearing(tokens.flawed(Flaw.EXPIRED, "alice"));
        httpbin.serves(() -> call("application/grpc", "/anything/open", bearing(tokens.valid("alice"))));
        var rejected = new TokenRejected("Jwt is expired");
        denies("application/grpc", "/anything/open", expired, Mesh.jwtRejectedInGrpc("Jwt is expired"), rejected);
    }

    @ParameterizedTest(name = "type {0} is no gRPC call to the mesh, and is denied with 403")
    @ValueSource(strings = {"application/grpc-web", "application/grpc-web+proto", "application/grpcx"})
    void noCall(String type) {
        httpbin.serves(() -> call(type, "/anything/asked", bearing(tokens.valid("alice"))));
        httpbin.deniesAsNoneAllows(() -> call(type, "/anything/asked", Headers.none()));
    }

    private void denies(String type, String path, Headers token, Expectation refusal, Decision decision) {
        Exchange refused = traffic.eventually(() -> call(type, path, token), refusal);
        httpbin.workload().sidecarRejected(refused, decision);
    }

    private Exchange call(String type, String path, Headers token) {
        return httpbin.send("POST", path, token.with("Content-Type", type));
    }

    private static Headers bearing(String token) {
        return Headers.none().with("Authorization", "Bearer " + token);
    }
}
