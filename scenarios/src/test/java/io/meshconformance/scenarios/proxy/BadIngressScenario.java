package io.meshconformance.scenarios.proxy;

import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyControls;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.scene.Workloads;

@Scenario(
        id = "PROXY-008",
        title =
                "A bad Ingress is reported on that Ingress, the others still serve, and a fix heals it without a restart",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"},
        users = "alice")
class BadIngressScenario {

    private static final String SECOND = "nginx-second";

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given ProxyControls proxy;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given Workloads workloads;
    private @Given("second") Route second;
    private @Given("nginx") Workload nginx;

    @Check("an unknown annotation is named in status and event, and the route serves once it is removed")
    void unknownAnnotation() {
        String reason = "unknown ingress.pomerium.io/allow_everybody";
        rejected("proxy/unknown-annotation.yaml", reason, () -> proxy.removeAnnotation(SECOND, "allow_everybody"));
    }

    @Check("a missing Secret is named in status and event, and the route serves once it appears")
    void missingSecret() {
        rejected("proxy/missing-secret.yaml", "second-tls", () -> manifests.apply("proxy/secret.yaml"));
    }

    private void rejected(String bad, String reason, Runnable mend) {
        String proxyPod = workloads.proxy().pods().incarnation();
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(() -> alice.get(route.url()), nginx.serves());
        manifests.apply(bad);
        proxy.reports().rejects(SECOND, reason);
        proxy.reports().warnsOf(SECOND, reason);
        Exchange refused = traffic.consistently(() -> alice.get(second.url()), Proxy.noSuchRoute());
        nginx.neverSaw(refused);
        traffic.eventually(() -> alice.get(route.url()), nginx.serves());
        proxy.reports().accepts("nginx");
        mend.run();
        proxy.reports().accepts(SECOND);
        traffic.eventually(() -> callers.anonymous().get(second.url()), Proxy.redirectsToSignIn());
        callers.signIn(alice, ALICE, second.url());
        traffic.eventually(() -> alice.get(second.url()), nginx.serves());
        workloads.proxy().pods().wereNotRestarted(proxyPod);
    }
}
