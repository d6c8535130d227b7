package io.meshconformance.scenarios.guide;

import static io.meshconformance.harness.accesslog.Decision.Fixed.NONE_ALLOWED;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Route;

@Scenario(
        id = "GUIDE-002",
        title = "With both policies and no annotation the mesh refuses a signed-in user",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"},
        users = "alice")
class MeshRefusesWithoutAssertionScenario {

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("nginx") Workload nginx;

    @Check("the route that served a signed-in user answers `RBAC: access denied` once both policies are there")
    void refuses() {
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(() -> alice.get(route.url()), nginx.serves());
        manifests.apply("guide/nginx-policies.yaml");
        Exchange refused = traffic.eventually(() -> alice.get(route.url()), Mesh.rbacDenied());
        nginx.sidecarRejected(refused, NONE_ALLOWED);
    }
}
