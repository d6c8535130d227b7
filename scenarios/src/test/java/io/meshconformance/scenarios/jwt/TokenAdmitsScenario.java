package io.meshconformance.scenarios.jwt;

import static io.meshconformance.harness.expect.Expectations.served;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.TokenClaims;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Stage;

@Scenario(
        id = "JWT-001",
        title = "A valid token admits; none is refused where a policy asks for it, and passes where none does",
        manifests = {"workloads/httpbin.yaml", "jwt/authentication.yaml"})
class TokenAdmitsScenario {

    private static final String POLICY = "jwt/authorization.yaml";

    @Check("without a policy the workload serves with a valid token and with none")
    void withoutPolicy(Stage stage, Traffic traffic) {
        traffic.eventually(() -> request(stage, valid(stage)), served());
        traffic.eventually(() -> stage.inside().get(url(stage)), served());
    }

    @Check("with an ALLOW policy a valid token admits and none is refused by the mesh")
    void withPolicy(Stage stage, Traffic traffic) {
        stage.apply(POLICY);
        Exchange refused = traffic.eventually(() -> stage.inside().get(url(stage)), Mesh.rbacDenied());
        traffic.eventually(() -> request(stage, valid(stage)), served());
        stage.workload("httpbin").wasSpared(refused, "rbac_access_denied_matched_policy[none]");
        stage.remove(POLICY);
        traffic.eventually(() -> stage.inside().get(url(stage)), served());
    }

    private static String valid(Stage stage) {
        return stage.mint().valid(TokenClaims.of(stage.issuer(), "alice", stage.audience()));
    }

    private static Exchange request(Stage stage, String token) {
        return stage.inside().get(url(stage), "Authorization", "Bearer " + token);
    }

    private static String url(Stage stage) {
        return stage.serviceUrl("httpbin", "/headers");
    }
}
