package io.meshconformance.scenarios.mtls;

import static io.meshconformance.harness.traffic.Expectations.connectionCutOff;
import static io.meshconformance.harness.traffic.Expectations.served;

import io.meshconformance.harness.scenario.Check;
import io.meshconformance.harness.scenario.Scenario;
import io.meshconformance.harness.stage.Stage;
import io.meshconformance.harness.traffic.Exchange;
import io.meshconformance.harness.traffic.Mesh;
import io.meshconformance.harness.traffic.Traffic;
import io.meshconformance.harness.wait.Reading;

@Scenario(
        id = "MTLS-004",
        title = "Under STRICT a mesh client told to speak plaintext gets 503, and the kubelet's probes go on",
        manifests = {"mtls/probed.yaml", "mtls/strict.yaml"})
class PlaintextClientScenario {

    @Check("the client that was served gets 503 from its own sidecar once it is told to speak plaintext")
    void plaintextClient(Stage stage, Traffic traffic) {
        String url = stage.serviceUrl("probed", "/headers");
        traffic.eventually(() -> stage.inside().get(url), served());
        stage.apply("mtls/plaintext-clients.yaml");
        Exchange refused = traffic.eventually(() -> stage.inside().get(url), Mesh.upstreamUnreachable());
        stage.workload("probed").sawNothingOf(refused);
        stage.remove("mtls/plaintext-clients.yaml");
        traffic.eventually(() -> stage.inside().get(url), served());
    }

    @Check("what the kubelet asks by HTTP is answered, although any other plaintext on that port is cut off")
    void probes(Stage stage, Traffic traffic) {
        String running = stage.workload("probed").incarnation();
        // A Service whose pod has just become ready refuses connections until the node knows of it.
        traffic.eventually(() -> stage.outside().get(stage.serviceUrl("probed", "/status/200")), connectionCutOff());
        traffic.consistently(() -> stage.outside().get(stage.serviceUrl("probed", "/status/200")), connectionCutOff());
        boolean ready = stage.workload("probed").isReady();
        traffic.expect(
                "the pod, probed every second, one failure being enough",
                "Ready",
                new Reading(ready, ready ? "Ready" : "not Ready"));
        stage.workload("probed").isStill(running);
    }
}
