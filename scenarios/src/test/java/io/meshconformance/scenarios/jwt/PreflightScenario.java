package io.meshconformance.scenarios.jwt;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.scene.TokenIssuer;

@Scenario(
        id = "JWT-007",
        title = "A preflight request passes authentication whatever its token, but not authorization",
        manifests = {"workloads/httpbin.yaml", "jwt/authentication.yaml"},
        byProxy = false)
class PreflightScenario {

    private static final String PATH = "/anything/preflight";
    private static final Headers PREFLIGHT =
            Headers.none().with("Origin", "https://elsewhere.test").with("Access-Control-Request-Method", "POST");

    private @Given Manifests manifests;
    private @Given TokenIssuer tokens;
    private @Given("httpbin") Target httpbin;

    @Check("a preflight request with an expired token reaches the workload; without an Origin header it is refused")
    void authentication() {
        String expired = "Bearer " + tokens.flawed(Flaw.EXPIRED, "alice");
        httpbin.serves(() -> httpbin.get(PATH, tokens.valid("alice")));
        httpbin.refuses(
                () -> httpbin.send("OPTIONS", PATH, Headers.none().with("Authorization", expired)),
                Mesh.rejects(Flaw.EXPIRED));
        httpbin.serves(() -> httpbin.send("OPTIONS", PATH, PREFLIGHT.with("Authorization", expired)));
    }

    @Check("a policy that asks for a token denies a preflight request, which has none")
    void authorization() {
        httpbin.serves(() -> httpbin.send("OPTIONS", PATH, PREFLIGHT));
        manifests.apply("jwt/authorization.yaml");
        httpbin.deniesAsNoneAllows(() -> httpbin.send("OPTIONS", PATH, PREFLIGHT));
        httpbin.serves(() -> httpbin.get(PATH, tokens.valid("alice")));
    }
}
