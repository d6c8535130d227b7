package io.meshconformance.scenarios.mtls;

import static io.meshconformance.harness.expect.Expectations.connectionCutOff;
import static io.meshconformance.harness.expect.Expectations.served;
import static io.meshconformance.harness.istio.PeerIdentity.nobodySeen;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.PeerIdentity;
import io.meshconformance.harness.scene.Stage;

@Scenario(
        id = "MTLS-001",
        title = "PERMISSIVE serves plaintext and mutual TLS alike, and knows a peer only by the latter",
        manifests = {"workloads/httpbin.yaml"})
class PermissiveScenario {

    private static final PeerIdentity CLIENT = PeerIdentity.of("clients-inside", "client");

    @Check("with no policy at all: a pod without a sidecar is served unknown, one in the mesh by name")
    void byDefault(Stage stage, Traffic traffic) {
        servesBoth(stage, traffic);
    }

    @Check("said in so many words it is the same, and takes back STRICT")
    void declared(Stage stage, Traffic traffic) {
        stage.apply("mtls/strict.yaml");
        Exchange cut = traffic.eventually(
                () -> stage.outside().get(stage.serviceUrl("httpbin", "/headers")), connectionCutOff());
        stage.workload("httpbin").hadCutOff(cut);
        stage.apply("mtls/permissive.yaml");
        servesBoth(stage, traffic);
        stage.remove("mtls/permissive.yaml");
    }

    private static void servesBoth(Stage stage, Traffic traffic) {
        String url = stage.serviceUrl("httpbin", "/headers");
        traffic.eventually(() -> stage.outside().get(url), served(), nobodySeen());
        traffic.eventually(() -> stage.inside().get(url), served(), CLIENT.seenByWorkload());
    }
}
