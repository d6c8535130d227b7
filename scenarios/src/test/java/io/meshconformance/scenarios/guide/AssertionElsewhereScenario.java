package io.meshconformance.scenarios.guide;

import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.traffic.Expectations.served;

import io.meshconformance.harness.scenario.Check;
import io.meshconformance.harness.scenario.Scenario;
import io.meshconformance.harness.stage.Stage;
import io.meshconformance.harness.traffic.Exchange;
import io.meshconformance.harness.traffic.Mesh;
import io.meshconformance.harness.traffic.Proxy;
import io.meshconformance.harness.traffic.Session;
import io.meshconformance.harness.traffic.Traffic;

@Scenario(
        id = "GUIDE-006",
        title = "An assertion taken from one route is refused at another service",
        manifests = {
            "workloads/httpbin.yaml",
            "routes/httpbin-with-identity.yaml",
            "guide/httpbin-policies.yaml",
            "guide/second-workload.yaml"
        })
class AssertionElsewhereScenario {

    @Check("what the first service admits from a pod in the mesh, the second refuses for its audience")
    void elsewhere(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        Exchange told = traffic.eventually(() -> alice.get(stage.url("/headers")), served());
        String stolen = stage.assertionAt(told).compact();
        traffic.eventually(
                () -> stage.inside().get(stage.serviceUrl("httpbin", "/headers"), Proxy.ASSERTION, stolen), served());
        traffic.signedIn(alice, ALICE, stage.secondUrl());
        traffic.eventually(() -> alice.get(stage.secondUrl("/headers")), served());
        Exchange refused = traffic.consistently(
                () -> stage.inside().get(stage.serviceUrl("second", "/headers"), Proxy.ASSERTION, stolen),
                Mesh.jwtRejected(403, "Audiences in Jwt are not allowed"));
        stage.workload("second").wasSpared(refused, "jwt_authn_access_denied{Audiences_in_Jwt_are_not_allowed}");
    }
}
