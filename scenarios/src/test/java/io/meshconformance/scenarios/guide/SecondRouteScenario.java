package io.meshconformance.scenarios.guide;

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
        id = "GUIDE-005",
        title = "A second route to the same service carries another audience and is refused",
        manifests = {
            "workloads/nginx.yaml",
            "routes/nginx-with-identity.yaml",
            "routes/nginx-second.yaml",
            "guide/nginx-policies.yaml"
        })
class SecondRouteScenario {

    @Check("the same user, the same service: admitted by the first route, refused by the mesh on the second")
    void secondRoute(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        traffic.eventually(() -> alice.get(stage.url()), served());
        traffic.signedIn(alice, ALICE, stage.secondUrl());
        // Issuer and audience are both the route's host; the issuer is looked at first.
        Exchange refused = traffic.eventually(
                () -> alice.get(stage.secondUrl()), Mesh.jwtRejected(401, "Jwt issuer is not configured"));
        stage.workload("nginx").wasSpared(refused, "jwt_authn_access_denied{Jwt_issuer_is_not_configured}");
    }

    @Check("where the policy trusts the second route's issuer too, its audience alone is refused")
    void audienceAlone(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        traffic.eventually(() -> alice.get(stage.url()), served());
        stage.apply("guide/second-issuer.yaml");
        traffic.signedIn(alice, ALICE, stage.secondUrl());
        Exchange refused = traffic.eventually(
                () -> alice.get(stage.secondUrl()), Mesh.jwtRejected(403, "Audiences in Jwt are not allowed"));
        stage.workload("nginx").wasSpared(refused, "jwt_authn_access_denied{Audiences_in_Jwt_are_not_allowed}");
        stage.remove("guide/second-issuer.yaml");
    }
}
