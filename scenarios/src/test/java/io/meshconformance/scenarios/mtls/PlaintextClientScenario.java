package io.meshconformance.scenarios.mtls;

import static io.meshconformance.harness.expect.Expectations.connectionCutOff;
import static io.meshconformance.harness.expect.Expectations.served;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Stage;
import io.meshconformance.harness.wait.Observation;
import java.util.function.Supplier;

@Scenario(
        id = "MTLS-004",
        title = "Under STRICT a mesh client told to speak plaintext gets 503, and the kubelet's probes go on",
        manifests = {"mtls/probed.yaml"})
class PlaintextClientScenario {

    private static final String STRICT = "mtls/strict.yaml";

    @Check("the client that was served gets 503 from its own sidecar once it is told to speak plaintext")
    void plaintextClient(Stage stage, Traffic traffic) {
        Supplier<Exchange> mesh = () -> stage.inside().get(stage.serviceUrl("probed", "/headers"));
        strict(stage, traffic);
        traffic.eventually(mesh, served());
        stage.apply("mtls/plaintext-clients.yaml");
        Exchange refused = traffic.eventually(mesh, Mesh.upstreamUnreachable());
        stage.remove("mtls/plaintext-clients.yaml");
        traffic.eventually(mesh, served());
        stage.workload("probed").wasNotReachedBy(refused);
        lax(stage, traffic);
    }

    @Check("what the kubelet asks by HTTP is answered, although any other plaintext on that port is cut off")
    void probes(Stage stage, Traffic traffic) {
        Expectation ready = Expectation.that("the pod, probed every second, is Ready", exchange -> {
            boolean is = stage.workload("probed").isReady();
            return new Observation(is, is ? "Ready" : "not Ready");
        });
        String running = stage.workload("probed").incarnation();
        traffic.eventually(() -> plain(stage), served(), ready);
        strict(stage, traffic);
        Exchange cut = traffic.consistently(() -> plain(stage), connectionCutOff(), ready);
        stage.workload("probed").hadCutOff(cut);
        stage.workload("probed").isStill(running);
        lax(stage, traffic);
    }

    private static void strict(Stage stage, Traffic traffic) {
        traffic.eventually(() -> plain(stage), served());
        stage.apply(STRICT);
        stage.workload("probed").hadCutOff(traffic.eventually(() -> plain(stage), connectionCutOff()));
    }

    private static void lax(Stage stage, Traffic traffic) {
        stage.remove(STRICT);
        traffic.eventually(() -> plain(stage), served());
    }

    private static Exchange plain(Stage stage) {
        return stage.outside().get(stage.serviceUrl("probed", "/status/200"));
    }
}
