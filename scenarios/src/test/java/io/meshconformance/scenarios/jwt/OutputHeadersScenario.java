package io.meshconformance.scenarios.jwt;

import static io.meshconformance.harness.expect.EchoedHeaders.only;
import static io.meshconformance.harness.expect.EchoedHeaders.without;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.scene.TokenIssuer;
import java.util.Map;

@Scenario(
        id = "JWT-005",
        title = "The workload gets the token's payload and claims in headers, and never a client's own values for them",
        manifests = {"workloads/httpbin.yaml", "jwt/outputs.yaml"},
        byProxy = false)
class OutputHeadersScenario {

    private static final Headers SPOOFED = Headers.none()
            .with("X-Token-Payload", "spoofed")
            .with("X-Token-Email", "root@example.com")
            .with("X-Token-Level", "99");

    private @Given TokenIssuer tokens;
    private @Given("httpbin") Target httpbin;

    @Check("payload, claim and nested claim of a valid token arrive in place of the client's own headers")
    void arrive() {
        String token = tokens.valid(
                tokens.claims("alice").with("email", "alice@example.com").with("realm", Map.of("level", 3)));
        httpbin.serves(
                () -> httpbin.send("GET", "/headers", SPOOFED.with("Authorization", "Bearer " + token)),
                only("X-Token-Payload", payload(token)),
                only("X-Token-Email", "alice@example.com"),
                only("X-Token-Level", "3"));
    }

    @Check("a client's own headers of these names do not arrive without a token")
    void spoofedWithoutToken() {
        barrier();
        httpbin.serves(
                () -> httpbin.send("GET", "/headers", SPOOFED),
                without("X-Token-Payload"),
                without("X-Token-Email"),
                without("X-Token-Level"));
    }

    @Check("a client's own headers of these names do not arrive with a valid token that lacks the claims")
    void spoofedWithoutClaims() {
        barrier();
        String token = tokens.valid("alice");
        httpbin.serves(
                () -> httpbin.send("GET", "/headers", SPOOFED.with("Authorization", "Bearer " + token)),
                only("X-Token-Payload", payload(token)),
                without("X-Token-Email"),
                without("X-Token-Level"));
    }

    /** As Envoy writes it there: base64url without padding, which is how it stands in the token. */
    private static String payload(String token) {
        return token.split("\\.")[1];
    }

    private void barrier() {
        String expired = tokens.flawed(Flaw.EXPIRED, "alice");
        httpbin.refuses(() -> httpbin.get("/headers", expired), Mesh.rejects(Flaw.EXPIRED));
    }
}
