package io.meshconformance.scenarios.drift;

import static io.meshconformance.harness.expect.Expectations.failsBy;
import static io.meshconformance.harness.expect.Expectations.servesCertificateFor;
import static io.meshconformance.harness.expect.Expectations.servesIdentity;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Failure;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyAddresses;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.PlatformControls;
import io.meshconformance.harness.scene.PlatformPart;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.scene.Workloads;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The guide as rewritten in June 2026 (pomerium/documentation, ddac1b86) still excludes these ports. */
@Execution(ExecutionMode.SAME_THREAD)
@Scenario(
        id = "DRIFT-002",
        title = "The guide's excluded ports 80,443 are not the container's: under STRICT its sidecar ends the TLS",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"},
        proxyWide = true)
class OldPortsScenario {

    private static final String EXCLUDED = "traffic.sidecar.istio.io/excludeInboundPorts";
    private static final Expectation SERVED =
            servesCertificateFor("*." + ProxyAddresses.DOMAIN).and(Proxy.redirectsToSignIn());

    /** The sidecar shows the certificate that it has for peers in the mesh, and asks for one that no browser has. */
    private static final Expectation SHUT =
            servesIdentity(Workloads.PROXY_IDENTITY.uri()).and(failsBy(Failure.Kind.UNTRUSTED));

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given PlatformControls platform;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("nginx") Workload nginx;

    @Check(
            "excluding 80,443 works until STRICT, then the sidecar ends the TLS from outside; excluding 8443,8080 fixes it")
    void guidePorts() {
        traffic.eventually(() -> callers.anonymous().get(route.url()), SERVED);
        try (PlatformPart proxy = platform.proxy()) {
            exclude(proxy, "80,443");
            traffic.eventually(() -> callers.anonymous().get(route.url()), SERVED);
            manifests.apply("injection/strict-proxy-namespace.yaml");
            nginx.neverSaw(traffic.eventually(() -> callers.anonymous().get(route.url()), SHUT));
            exclude(proxy, "8443,8080");
            traffic.eventually(() -> callers.anonymous().get(route.url()), SERVED);
        }
    }

    private static void exclude(PlatformPart proxy, String ports) {
        proxy.annotatePods(EXCLUDED, ports);
        proxy.awaitRenewed();
    }
}
