package io.meshconformance.scenarios.jwt;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Stage;
import io.meshconformance.harness.scene.Target;

@Scenario(
        id = "JWT-007",
        title = "A preflight request passes authentication whatever its token, but no authorization",
        manifests = {"workloads/httpbin.yaml", "jwt/authentication.yaml"})
class PreflightScenario {

    private static final String PATH = "/anything/preflight";
    private static final String POLICY = "jwt/authorization.yaml";
    private static final Headers PREFLIGHT =
            Headers.none().with("Origin", "https://elsewhere.test").with("Access-Control-Request-Method", "POST");

    @Check("with an expired token a preflight request reaches the workload; the same without an origin is refused")
    void authentication(Stage stage, Traffic traffic) {
        Target httpbin = Target.httpbin(stage, traffic);
        String expired = "Bearer " + stage.mint().flawed(Flaw.EXPIRED, httpbin.claims("alice"));
        httpbin.serves(() -> httpbin.get(PATH, httpbin.token("alice")));
        httpbin.refuses(
                () -> httpbin.send("OPTIONS", PATH, Headers.none().with("Authorization", expired)),
                Mesh.rejects(Flaw.EXPIRED));
        httpbin.serves(() -> httpbin.send("OPTIONS", PATH, PREFLIGHT.with("Authorization", expired)));
    }

    @Check("a policy that asks for a token denies the preflight request, as it has none")
    void authorization(Stage stage, Traffic traffic) {
        Target httpbin = Target.httpbin(stage, traffic);
        httpbin.serves(() -> httpbin.send("OPTIONS", PATH, PREFLIGHT));
        stage.apply(POLICY);
        httpbin.deniesAsNoneAllows(() -> httpbin.send("OPTIONS", PATH, PREFLIGHT));
        httpbin.serves(() -> httpbin.get(PATH, httpbin.token("alice")));
        stage.remove(POLICY);
        httpbin.serves(() -> httpbin.send("OPTIONS", PATH, PREFLIGHT));
    }
}
