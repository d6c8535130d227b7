package io.meshconformance.scenarios.mtls;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.PodClient;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.istio.ControlPlane;
import io.meshconformance.harness.istio.DebugPort;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asked from a pod without a sidecar, so that no hop but the control plane can have answered. */
@Scenario(
        id = "MTLS-005",
        title = "The control plane's debug port tells a workload of its own namespace alone, and a stranger nothing",
        manifests = {"workloads/httpbin.yaml", "policy/methods.yaml"},
        byProxy = false)
class DebugPortScenario {

    private @Given Callers callers;
    private @Given DebugPort debug;
    private @Given Manifests manifests;
    private @Given Traffic traffic;

    @ParameterizedTest(name = "{0} is told to the control plane's own account, to no other and to no stranger")
    @ValueSource(strings = {"configz", "syncz", "registryz", "authorizationz"})
    void ofTheWholeMesh(String question) {
        asked(asControlPlane(question), DebugPort.tells(manifests.namespace()));
        asked(debug.as(PodClient.NAMESPACE_INSIDE, PodClient.DEPLOYMENT, question), DebugPort.refused());
        asked(debug.as(manifests.namespace(), "httpbin", question), DebugPort.refused());
        asked(debug.anonymously(question), DebugPort.unknownCaller());
    }

    @Check(
            "the configuration of a sidecar is told to its own namespace, and to another as if there were no such sidecar")
    void ofASidecar() {
        String scenes = debug.configurationOf(manifests.namespace(), "httpbin");
        String clients = debug.configurationOf(PodClient.NAMESPACE_INSIDE, PodClient.DEPLOYMENT);
        asked(debug.as(manifests.namespace(), "httpbin", scenes), DebugPort.tells(manifests.namespace()));
        asked(debug.as(PodClient.NAMESPACE_INSIDE, PodClient.DEPLOYMENT, scenes), DebugPort.noSuchSidecar());
        asked(debug.as(PodClient.NAMESPACE_INSIDE, PodClient.DEPLOYMENT, clients), DebugPort.tells("client"));
        asked(debug.as(manifests.namespace(), "httpbin", clients), DebugPort.noSuchSidecar());
        asked(debug.anonymously(scenes), DebugPort.unknownCaller());
        asked(asControlPlane(scenes), DebugPort.tells(manifests.namespace()));
    }

    private Request asControlPlane(String question) {
        return debug.as(ControlPlane.NAMESPACE, ControlPlane.DEPLOYMENT, question);
    }

    private void asked(Request question, Expectation answer) {
        traffic.eventually(() -> callers.outside().send(question), answer);
    }
}
