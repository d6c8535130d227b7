package io.meshconformance.scenarios.egress;

import static io.meshconformance.harness.accesslog.Decision.Fixed.DIRECT_RESPONSE;
import static io.meshconformance.harness.expect.Expectations.connectionCutOff;
import static io.meshconformance.harness.expect.Expectations.servesCertificateFor;
import static io.meshconformance.harness.expect.Expectations.showsNoCertificate;
import static io.meshconformance.harness.expect.Expectations.status;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.PodClient;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.oidc.Issuer;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import java.util.function.Supplier;

@Scenario(
        id = "EGR-001",
        title = "Under registry-only no request leaves for an unregistered host, and an entry opens its host alone",
        manifests = {"egress/client.yaml", "egress/unregistered.yaml"})
class RegistryOnlyScenario {

    private @Given Callers callers;
    private @Given Issuer provider;
    private @Given Manifests manifests;
    private @Given Traffic traffic;
    private @Given("client") Workload client;

    @Check("hosts that were reached before are not any more: the client's sidecar answers 502 to HTTP and cuts TLS off")
    void unregistered() {
        reachesAll();
        manifests.apply("egress/registry-only.yaml");
        Exchange refused = traffic.eventually(() -> client().get(External.PLAIN), Mesh.unregisteredHost());
        client.sidecarAloneRejected(refused, DIRECT_RESPONSE);
        dropped(() -> client().get(provider.discovery()));
    }

    @Check("an external entry for TLS opens its host end to end, and every other host and name stays closed")
    void entry() {
        reachesAll();
        manifests.apply("egress/registry-only.yaml");
        dropped(() -> client().get(provider.discovery()));
        manifests.apply("egress/provider-entry.yaml");
        traffic.eventually(
                () -> client().get(provider.discovery()), status(200), servesCertificateFor(provider.host()));
        PodClient misled = client().connectingTo(provider.host(), provider.port());
        dropped(() -> misled.get(External.otherName(provider)));
        dropped(() -> client().get(External.OTHER_TLS));
        client.sidecarAloneRejected(
                traffic.consistently(() -> client().get(External.PLAIN), Mesh.unregisteredHost()), DIRECT_RESPONSE);
        manifests.remove("egress/provider-entry.yaml");
        dropped(() -> client().get(provider.discovery()));
    }

    /** TLS that a sidecar ends says nothing; that it was the sidecar's own doing stands in its log. */
    private void dropped(Supplier<Exchange> call) {
        traffic.eventually(call, connectionCutOff(), showsNoCertificate());
        client.sidecarAloneDropped(traffic.consistently(call, connectionCutOff(), showsNoCertificate()));
    }

    private void reachesAll() {
        traffic.eventually(() -> client().get(provider.discovery()), status(200));
        traffic.eventually(() -> client().get(External.OTHER_TLS), status(200));
        traffic.eventually(() -> client().get(External.PLAIN), status(301));
    }

    private PodClient client() {
        return callers.own().trusting(Callers.AUTHORITY);
    }
}
