package io.meshconformance.scenarios.guide;

import static io.meshconformance.harness.expect.Expectations.served;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.PodClient;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Stage;

@Scenario(
        id = "GUIDE-004",
        title = "A request that goes round the proxy is refused, from inside the mesh and from outside it",
        manifests = {"workloads/nginx.yaml", "routes/nginx-with-identity.yaml", "guide/nginx-policies.yaml"})
class RoundTheProxyScenario {

    @Check("from a pod in the mesh: refused by the mesh, while the way through the proxy serves")
    void inside(Stage stage, Traffic traffic) {
        refused(stage, traffic, stage.inside());
    }

    @Check("from a pod without a sidecar: refused by the mesh, while the way through the proxy serves")
    void outside(Stage stage, Traffic traffic) {
        refused(stage, traffic, stage.outside());
    }

    private static void refused(Stage stage, Traffic traffic, PodClient pod) {
        Session alice = stage.signedIn(ALICE);
        traffic.eventually(() -> alice.get(stage.url()), served());
        traffic.eventually(() -> pod.get(stage.serviceUrl("nginx", "/")), Mesh.rbacDenied());
        Exchange refused = traffic.consistently(() -> pod.get(stage.serviceUrl("nginx", "/")), Mesh.rbacDenied());
        stage.workload("nginx").wasSpared(refused, "rbac_access_denied_matched_policy[none]");
    }
}
