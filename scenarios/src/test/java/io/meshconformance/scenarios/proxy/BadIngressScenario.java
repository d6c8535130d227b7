package io.meshconformance.scenarios.proxy;

import static io.meshconformance.harness.expect.Expectations.served;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Stage;

@Scenario(
        id = "PROXY-008",
        title = "A bad Ingress is reported on that Ingress, the others serve on, and mending it heals without restart",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"})
class BadIngressScenario {

    private static final String SECOND = "nginx-second";

    @Check("an unknown annotation is named in status and event; without it the route serves")
    void unknownAnnotation(Stage stage, Traffic traffic) {
        String reason = "unknown ingress.pomerium.io/allow_everybody";
        rejected(
                stage,
                traffic,
                "proxy/unknown-annotation.yaml",
                reason,
                () -> stage.removeAnnotation(SECOND, "ingress.pomerium.io/allow_everybody"));
    }

    @Check("a missing Secret is named in status and event; when it appears the route serves")
    void missingSecret(Stage stage, Traffic traffic) {
        rejected(stage, traffic, "proxy/missing-secret.yaml", "second-tls", () -> stage.apply("proxy/secret.yaml"));
    }

    private static void rejected(Stage stage, Traffic traffic, String bad, String reason, Runnable mend) {
        Workload proxy = stage.workload("pomerium", "pomerium");
        String incarnation = proxy.incarnation();
        Session alice = stage.signedIn(ALICE);
        traffic.eventually(() -> alice.get(stage.url()), served());
        stage.apply(bad);
        stage.ingressReports().rejects(SECOND, reason);
        stage.ingressReports().warnsOf(SECOND, reason);
        Exchange refused = traffic.consistently(() -> alice.get(stage.secondUrl()), Proxy.noSuchRoute());
        stage.workload("nginx").wasNotReachedBy(refused);
        traffic.eventually(() -> alice.get(stage.url()), served());
        stage.ingressReports().accepts("nginx");
        mend.run();
        stage.ingressReports().accepts(SECOND);
        traffic.eventually(() -> traffic.anonymous().get(stage.secondUrl()), Proxy.redirectsToSignIn());
        traffic.signedIn(alice, ALICE, stage.secondUrl());
        traffic.eventually(() -> alice.get(stage.secondUrl()), served());
        proxy.isStill(incarnation);
        stage.remove(bad);
        traffic.eventually(() -> alice.get(stage.secondUrl()), Proxy.noSuchRoute());
    }
}
