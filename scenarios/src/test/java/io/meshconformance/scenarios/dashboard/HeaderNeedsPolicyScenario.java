package io.meshconformance.scenarios.dashboard;

import static io.meshconformance.harness.accesslog.Decision.Fixed.NONE_ALLOWED;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.PodClient;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.grafana.Dashboard;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Route;

@Scenario(
        id = "GRAF-005",
        title = "A header that names a user counts only from the proxy, where a policy ensures it",
        manifests = {
            "dashboard/by-header.yaml",
            "workloads/dashboard.yaml",
            "routes/dashboard.yaml",
            "dashboard/only-from-the-proxy.yaml"
        },
        users = "alice")
class HeaderNeedsPolicyScenario {

    private static final String POLICY = "dashboard/only-from-the-proxy.yaml";

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("dashboard") Workload dashboard;

    @Check(
            "the header from another workload in the mesh is refused by its principal, while requests through the proxy are served")
    void fromAnotherWorkload() {
        refused(callers.inside());
    }

    @Check("the header from a pod without a sidecar is refused, as the caller has no principal")
    void fromOutsideTheMesh() {
        refused(callers.outside());
    }

    @Check("the policy alone protects: without it any workload can name any user")
    void withoutThePolicy() {
        manifests.remove(POLICY);
        traffic.eventually(
                () -> claimsToBeAlice(callers.inside()), Dashboard.knows(callers.known(ALICE)), dashboard.answers());
        manifests.apply(POLICY);
        denied(callers.inside());
    }

    private void refused(PodClient pod) {
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(
                () -> alice.get(route.url(Dashboard.WHO_AM_I)),
                Dashboard.knows(callers.known(ALICE)),
                dashboard.answers());
        denied(pod);
    }

    private void denied(PodClient pod) {
        Exchange refused = traffic.eventually(() -> claimsToBeAlice(pod), Mesh.rbacDenied());
        dashboard.sidecarRejected(refused, NONE_ALLOWED);
    }

    private Exchange claimsToBeAlice(PodClient pod) {
        return pod.get(
                dashboard.url(Dashboard.WHO_AM_I),
                "X-Pomerium-Claim-Email",
                callers.known(ALICE).email());
    }
}
