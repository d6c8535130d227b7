package io.meshconformance.scenarios.egress;

import static io.meshconformance.harness.expect.Expectations.connectionCutOff;
import static io.meshconformance.harness.expect.Expectations.servesCertificateFor;
import static io.meshconformance.harness.expect.Expectations.showsNoCertificate;
import static io.meshconformance.harness.expect.Expectations.status;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.PodClient;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.oidc.ProviderAddress;
import io.meshconformance.harness.scene.Stage;

@Scenario(
        id = "EGR-001",
        title = "Registry-only keeps everything inside that is not registered; an entry opens its host alone",
        manifests = {"egress/client.yaml", "egress/unregistered.yaml"})
class RegistryOnlyScenario {

    @Check(
            "what was reached before is not any more: plain HTTP is answered 502 by the client's sidecar, TLS is cut off")
    void unregistered(Stage stage, Traffic traffic) {
        reachesAll(stage, traffic);
        stage.apply("egress/registry-only.yaml");
        Exchange refused = traffic.eventually(() -> client(stage).get(External.PLAIN), Mesh.unregisteredHost());
        stage.workload("client").wasSpared(refused, "direct_response");
        traffic.eventually(() -> client(stage).get(External.TLS), connectionCutOff(), showsNoCertificate());
        stage.apply("egress/unregistered.yaml");
    }

    @Check("an external entry for TLS opens its host, end to end; every other host and name stays shut")
    void entry(Stage stage, Traffic traffic) {
        reachesAll(stage, traffic);
        stage.apply("egress/registry-only.yaml");
        traffic.eventually(() -> client(stage).get(External.TLS), connectionCutOff(), showsNoCertificate());
        stage.apply("egress/provider-entry.yaml");
        traffic.eventually(
                () -> client(stage).get(External.TLS), status(200), servesCertificateFor(ProviderAddress.HOST));
        PodClient misled = client(stage).connectingTo(ProviderAddress.HOST, ProviderAddress.PORT);
        traffic.consistently(() -> misled.get(External.OTHER_NAME), connectionCutOff(), showsNoCertificate());
        traffic.consistently(() -> client(stage).get(External.OTHER_TLS), connectionCutOff(), showsNoCertificate());
        traffic.consistently(() -> client(stage).get(External.PLAIN), Mesh.unregisteredHost());
        stage.remove("egress/provider-entry.yaml");
        traffic.eventually(() -> client(stage).get(External.TLS), connectionCutOff(), showsNoCertificate());
        stage.apply("egress/unregistered.yaml");
    }

    private static void reachesAll(Stage stage, Traffic traffic) {
        traffic.eventually(() -> client(stage).get(External.TLS), status(200));
        traffic.eventually(() -> client(stage).get(External.OTHER_TLS), status(200));
        traffic.eventually(() -> client(stage).get(External.PLAIN), status(301));
    }

    private static PodClient client(Stage stage) {
        return stage.client().trusting(External.AUTHORITY);
    }
}
