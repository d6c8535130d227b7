package io.meshconformance.scenarios.injection;

import static io.meshconformance.harness.accesslog.Decision.Fixed.NO_FILTER_CHAIN;
import static io.meshconformance.harness.expect.Expectations.connectionCutOff;
import static io.meshconformance.harness.expect.Expectations.servesCertificateFor;
import static io.meshconformance.harness.expect.Expectations.status;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyAddresses;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.scene.Workloads;

@Scenario(
        id = "INJ-002",
        title = "With its ports excluded from the sidecar, TLS from outside ends at the proxy itself",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"},
        meshWide = true)
class TlsEndsAtTheProxyScenario {

    private static final String WILDCARD = "*." + ProxyAddresses.DOMAIN;

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given Workloads workloads;

    @Check("the proxy answers with its own certificate")
    void permissive() {
        traffic.eventually(
                () -> callers.anonymous().get(route.url()), servesCertificateFor(WILDCARD), Proxy.redirectsToSignIn());
    }

    @Check("the proxy answers with its own certificate while its namespace is STRICT")
    void strict() {
        traffic.eventually(() -> callers.outside().get(ProxyAddresses.METRICS), status(200));
        manifests.apply("injection/strict-proxy-namespace.yaml");
        Exchange cut = traffic.eventually(() -> callers.outside().get(ProxyAddresses.METRICS), connectionCutOff());
        workloads.proxy().sidecarAloneClosedConnection(cut, NO_FILTER_CHAIN);
        traffic.consistently(
                () -> callers.anonymous().get(route.url()), servesCertificateFor(WILDCARD), Proxy.redirectsToSignIn());
    }
}
