package io.meshconformance.scenarios.mtls;

import static io.meshconformance.harness.accesslog.Decision.Fixed.NO_FILTER_CHAIN;
import static io.meshconformance.harness.expect.Expectations.connectionCutOff;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.wait.Observation;
import java.util.function.Supplier;

@Scenario(
        id = "MTLS-004",
        title = "Under STRICT a mesh client told to speak plaintext gets 503, and the kubelet's probes go on",
        manifests = {"mtls/probed.yaml"},
        byProxy = false)
class PlaintextClientScenario {

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given Traffic traffic;
    private @Given("probed") Workload probed;

    @Check("a client that was served gets 503 from its own sidecar once a rule tells it to speak plaintext")
    void plaintextClient() {
        Supplier<Exchange> mesh = () -> callers.inside().get(probed.url("/headers"));
        strict();
        traffic.eventually(mesh, probed.serves());
        manifests.apply("mtls/plaintext-clients.yaml");
        Exchange refused = traffic.eventually(mesh, Mesh.upstreamUnreachable());
        manifests.remove("mtls/plaintext-clients.yaml");
        traffic.eventually(mesh, probed.serves());
        probed.neverSaw(refused);
    }

    @Check("the kubelet's HTTP probe is answered, while other plaintext on that port is cut off")
    void probes() {
        Expectation ready = Expectation.that("the pod, probed every second, is Ready", exchange -> {
            boolean is = probed.pods().areReady();
            return new Observation(is, is ? "Ready" : "not Ready");
        });
        String running = probed.pods().incarnation();
        traffic.eventually(this::plain, probed.serves(), ready);
        strict();
        Exchange cut = traffic.consistently(this::plain, connectionCutOff(), ready);
        probed.sidecarClosedConnection(cut, NO_FILTER_CHAIN);
        probed.pods().wereNotRestarted(running);
    }

    private void strict() {
        traffic.eventually(this::plain, probed.serves());
        manifests.apply("mtls/strict.yaml");
        probed.sidecarClosedConnection(traffic.eventually(this::plain, connectionCutOff()), NO_FILTER_CHAIN);
    }

    private Exchange plain() {
        return callers.outside().get(probed.url("/status/200"));
    }
}
