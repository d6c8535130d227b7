package io.meshconformance.scenarios.mtls;

import static io.meshconformance.harness.accesslog.Decision.Fixed.NO_FILTER_CHAIN;
import static io.meshconformance.harness.expect.Expectations.connectionCutOff;
import static io.meshconformance.harness.istio.PeerIdentity.noneSeen;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;

@Scenario(
        id = "MTLS-001",
        title = "PERMISSIVE serves plaintext and mutual TLS alike, and a peer has an identity only by mutual TLS",
        manifests = {"workloads/httpbin.yaml"},
        byProxy = false)
class PermissiveScenario {

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given Traffic traffic;
    private @Given("httpbin") Workload httpbin;

    @Check("without a policy a pod without a sidecar is served without an identity, and a pod in the mesh with its own")
    void byDefault() {
        servesBoth();
    }

    @Check("an explicit PERMISSIVE policy behaves as the default and undoes STRICT")
    void declared() {
        manifests.apply("mtls/strict.yaml");
        Exchange cut = traffic.eventually(() -> callers.outside().get(httpbin.url("/headers")), connectionCutOff());
        httpbin.sidecarClosedConnection(cut, NO_FILTER_CHAIN);
        manifests.apply("mtls/permissive.yaml");
        servesBoth();
    }

    private void servesBoth() {
        String url = httpbin.url("/headers");
        traffic.eventually(() -> callers.outside().get(url), httpbin.serves(), noneSeen());
        traffic.eventually(() -> callers.inside().get(url), httpbin.serves(), Callers.INSIDE.seenByWorkload());
    }
}
