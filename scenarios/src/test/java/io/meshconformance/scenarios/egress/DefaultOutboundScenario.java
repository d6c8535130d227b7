package io.meshconformance.scenarios.egress;

import static io.meshconformance.harness.expect.Expectations.servesCertificateFor;
import static io.meshconformance.harness.expect.Expectations.status;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.oidc.Issuer;
import io.meshconformance.harness.scene.Callers;

@Scenario(
        id = "EGR-003",
        title = "In the default outbound mode a host outside the mesh needs no entry",
        manifests = {"egress/client.yaml", "egress/unregistered.yaml"})
class DefaultOutboundScenario {

    private @Given Callers callers;
    private @Given Issuer provider;
    private @Given Traffic traffic;
    private @Given("client") Workload client;

    @Check("plain HTTP to an unregistered host passes the sidecar")
    void plain() {
        Exchange passed = traffic.eventually(() -> callers.own().get(External.PLAIN), status(301));
        client.sidecarPassedThrough(passed);
    }

    @Check("TLS to an unregistered host passes untouched, with the host's own certificate")
    void tls() {
        traffic.eventually(
                () -> callers.own().trusting(Callers.AUTHORITY).get(provider.discovery()),
                status(200),
                servesCertificateFor(provider.host()));
    }
}
