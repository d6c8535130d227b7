package io.meshconformance.scenarios.guide;

import static io.meshconformance.harness.accesslog.Decision.Fixed.NONE_ALLOWED;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.PodClient;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;

@Scenario(
        id = "GUIDE-004",
        title = "A request that bypasses the proxy is refused, from inside the mesh and from outside it",
        manifests = {"guide/nginx-policies.yaml", "workloads/nginx.yaml", "routes/nginx-with-identity.yaml"},
        users = "alice")
class RoundTheProxyScenario {

    private @Given Callers callers;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("nginx") Workload nginx;

    @Check("the mesh refuses a request from a pod in the mesh, while requests through the proxy are served")
    void inside() {
        refused(callers.inside());
    }

    @Check("the mesh refuses a request from a pod without a sidecar, while requests through the proxy are served")
    void outside() {
        refused(callers.outside());
    }

    /** Workload and policies came together: neither the first nor any later request may pass. */
    private void refused(PodClient pod) {
        traffic.refusedFromTheStart(() -> pod.get(nginx.url()), Mesh.rbacDenied());
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(() -> alice.get(route.url()), nginx.serves());
        Exchange refused = traffic.consistently(() -> pod.get(nginx.url()), Mesh.rbacDenied());
        nginx.sidecarRejected(refused, NONE_ALLOWED);
    }
}
