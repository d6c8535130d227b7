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
        id = "GUIDE-002",
        title = "With both policies and no annotation the mesh refuses a signed-in user",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"})
class MeshRefusesWithoutAssertionScenario {

    @Check("the route that served a signed-in user answers `RBAC: access denied` once both policies are there")
    void refuses(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        traffic.eventually(() -> alice.get(stage.url()), served());
        stage.apply("guide/nginx-policies.yaml");
        Exchange refused = traffic.eventually(() -> alice.get(stage.url()), Mesh.rbacDenied());
        stage.workload("nginx").wasSpared(refused, "rbac_access_denied_matched_policy[none]");
    }
}
