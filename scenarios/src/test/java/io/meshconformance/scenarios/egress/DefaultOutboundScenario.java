package io.meshconformance.scenarios.egress;

import static io.meshconformance.harness.expect.Expectations.servesCertificateFor;
import static io.meshconformance.harness.expect.Expectations.status;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.oidc.ProviderAddress;
import io.meshconformance.harness.scene.Stage;

@Scenario(
        id = "EGR-003",
        title = "In the default outbound mode a host outside the mesh needs no entry",
        manifests = {"egress/client.yaml", "egress/unregistered.yaml"})
class DefaultOutboundScenario {

    @Check("plain HTTP to a host that no registry knows passes the sidecar through")
    void plain(Stage stage, Traffic traffic) {
        Exchange passed = traffic.eventually(() -> stage.client().get(External.PLAIN), status(301));
        stage.workload("client").sidecarSentTo(passed, "PassthroughCluster");
    }

    @Check("TLS to such a host passes untouched: the host's own certificate, by the authority the client trusts")
    void tls(Stage stage, Traffic traffic) {
        traffic.eventually(
                () -> stage.client().trusting(External.AUTHORITY).get(External.TLS),
                status(200),
                servesCertificateFor(ProviderAddress.HOST));
    }
}
