package io.meshconformance.scenarios.drift;

import static io.meshconformance.harness.expect.Expectations.served;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Stage;

@Scenario(
        id = "DRIFT-001",
        title = "The guide's issuer, the authenticate host, is refused today",
        manifests = {"workloads/nginx.yaml", "routes/nginx-with-identity.yaml", "guide/nginx-policies.yaml"})
class OldIssuerScenario {

    @Check(
            "with the route's host as issuer the user is served; with the guide's issuer: `Jwt issuer is not configured`")
    void refused(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        traffic.eventually(() -> alice.get(stage.url()), served());
        stage.apply("drift/authenticate-issuer.yaml");
        Exchange refused =
                traffic.eventually(() -> alice.get(stage.url()), Mesh.jwtRejected(401, "Jwt issuer is not configured"));
        stage.workload("nginx").wasSpared(refused, "jwt_authn_access_denied{Jwt_issuer_is_not_configured}");
    }
}
