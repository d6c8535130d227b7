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
import io.meshconformance.harness.pomerium.ProxyControls;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.scene.Workloads;

@Scenario(
        id = "GUIDE-003",
        title = "pass_identity_headers turns the refusal into success and back, with nothing restarted",
        manifests = {"workloads/nginx.yaml", "routes/nginx-with-identity.yaml", "guide/nginx-policies.yaml"},
        users = "alice")
class IdentityPassedOnScenario {

    private static final String PASS = "pass_identity_headers";

    private @Given Callers callers;
    private @Given ProxyControls proxy;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given Workloads workloads;
    private @Given("nginx") Workload nginx;

    @Check("\"true\" admits, \"false\" refuses, \"true\" again admits, its removal refuses")
    void flips() {
        Session alice = callers.signedIn(ALICE);
        String proxyPod = workloads.proxy().pods().incarnation();
        String nginxPod = nginx.pods().incarnation();
        admits(alice);
        proxy.annotate("nginx", PASS, "false");
        refuses(alice);
        proxy.annotate("nginx", PASS, "true");
        admits(alice);
        proxy.removeAnnotation("nginx", PASS);
        refuses(alice);
        workloads.proxy().pods().wereNotRestarted(proxyPod);
        nginx.pods().wereNotRestarted(nginxPod);
    }

    private void admits(Session alice) {
        Exchange page = traffic.eventually(() -> alice.get(route.url()), nginx.serves());
        nginx.saw(page, "\"status\":\"200\"");
    }

    private void refuses(Session alice) {
        Exchange refused = traffic.eventually(() -> alice.get(route.url()), Mesh.rbacDenied());
        nginx.sidecarRejected(refused, NONE_ALLOWED);
    }
}
