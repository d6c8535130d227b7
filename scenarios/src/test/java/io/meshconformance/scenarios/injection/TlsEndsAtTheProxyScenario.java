package io.meshconformance.scenarios.injection;

import static io.meshconformance.harness.expect.Expectations.connectionCutOff;
import static io.meshconformance.harness.expect.Expectations.servesCertificateFor;
import static io.meshconformance.harness.expect.Expectations.status;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyAddresses;
import io.meshconformance.harness.scene.Stage;

@Scenario(
        id = "INJ-002",
        title = "With its ports excluded from the sidecar, TLS from outside ends at the proxy itself",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"},
        meshWide = true)
class TlsEndsAtTheProxyScenario {

    private static final String STRICT = "injection/strict-proxy-namespace.yaml";
    private static final String METRICS = "http://pomerium-metrics.pomerium.svc.cluster.local:9090/metrics";
    private static final String WILDCARD = "*." + ProxyAddresses.DOMAIN;

    @Check("the certificate that is served is the proxy's, and the proxy answers")
    void permissive(Stage stage, Traffic traffic) {
        traffic.eventually(
                () -> traffic.anonymous().get(stage.url()), servesCertificateFor(WILDCARD), Proxy.redirectsToSignIn());
    }

    @Check("it stays so while the proxy's namespace is STRICT")
    void strict(Stage stage, Traffic traffic) {
        traffic.eventually(() -> stage.outside().get(METRICS), status(200));
        stage.apply(STRICT);
        traffic.eventually(() -> stage.outside().get(METRICS), connectionCutOff());
        traffic.consistently(
                () -> traffic.anonymous().get(stage.url()), servesCertificateFor(WILDCARD), Proxy.redirectsToSignIn());
        stage.remove(STRICT);
        traffic.eventually(() -> stage.outside().get(METRICS), status(200));
    }
}
