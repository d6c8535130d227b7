package io.meshconformance.scenarios.dashboard;

import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.PodClient;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.grafana.Dashboard;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Stage;

@Scenario(
        id = "GRAF-005",
        title = "A header that says who somebody is counts only from the proxy, where a policy sees to it",
        manifests = {
            "dashboard/by-header.yaml",
            "workloads/dashboard.yaml",
            "routes/dashboard.yaml",
            "dashboard/only-from-the-proxy.yaml"
        })
class HeaderNeedsPolicyScenario {

    private static final String POLICY = "dashboard/only-from-the-proxy.yaml";

    @Check("from another workload in the mesh it is refused by its principal, while the way through the proxy serves")
    void fromAnotherWorkload(Stage stage, Traffic traffic) {
        refused(stage, traffic, stage.inside());
    }

    @Check("from a pod without a sidecar it is refused for want of a principal")
    void fromOutsideTheMesh(Stage stage, Traffic traffic) {
        refused(stage, traffic, stage.outside());
    }

    @Check("the policy alone protects: without it any workload is whoever it says")
    void withoutThePolicy(Stage stage, Traffic traffic) {
        stage.remove(POLICY);
        traffic.eventually(() -> claimsToBeAlice(stage, stage.inside()), Dashboard.knows(ALICE));
        stage.apply(POLICY);
        denied(stage, traffic, stage.inside());
    }

    private static void refused(Stage stage, Traffic traffic, PodClient pod) {
        Session alice = stage.signedIn(ALICE);
        traffic.eventually(() -> alice.get(stage.url(Dashboard.WHO_AM_I)), Dashboard.knows(ALICE));
        denied(stage, traffic, pod);
    }

    private static void denied(Stage stage, Traffic traffic, PodClient pod) {
        Exchange refused = traffic.eventually(() -> claimsToBeAlice(stage, pod), Mesh.rbacDenied());
        stage.workload("dashboard").wasSpared(refused, "rbac_access_denied_matched_policy[none]");
    }

    private static Exchange claimsToBeAlice(Stage stage, PodClient pod) {
        return pod.get(stage.serviceUrl("dashboard", Dashboard.WHO_AM_I), "X-Pomerium-Claim-Email", ALICE.email());
    }
}
