package io.meshconformance.scenarios.guide;

import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Stage;
import io.meshconformance.harness.scene.Target;

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
        Target first = Target.httpbin(stage, traffic);
        Target second = Target.of(stage, traffic, "second");
        Session alice = stage.signedIn(ALICE);
        first.deniesAsNoneAllows(() -> first.get("/headers"));
        Exchange told = first.serves(() -> alice.get(stage.url("/headers")));
        String stolen = stage.assertionAt(told).compact();
        first.serves(() -> first.get("/headers", Proxy.ASSERTION, stolen));
        traffic.signedIn(alice, ALICE, stage.secondUrl());
        second.serves(() -> alice.get(stage.secondUrl("/headers")));
        Expectation refusal = Mesh.jwtRejected(403, "Audiences in Jwt are not allowed");
        second.refuses(() -> second.get("/headers", Proxy.ASSERTION, stolen), refusal);
        traffic.consistently(() -> second.get("/headers", Proxy.ASSERTION, stolen), refusal);
    }
}
