package io.meshconformance.scenarios.injection;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.istio.Injection;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Workloads;
import io.meshconformance.harness.wait.Observation;

@Scenario(
        id = "INJ-001",
        title = "A pod gets a sidecar in a labelled namespace, and none in another",
        manifests = {"workloads/nginx.yaml", "injection/unlabelled.yaml"})
class SidecarInjectionScenario {

    private @Given Manifests manifests;
    private @Given Traffic traffic;
    private @Given Workloads workloads;
    private @Given("nginx") Workload nginx;

    @Check("in the labelled namespace the pod has a sidecar, native or classic, and is Ready")
    void labelled() {
        var containers = nginx.pods().containers();
        traffic.expect(
                "the containers of nginx",
                "nginx and istio-proxy among them",
                new Observation(
                        containers.contains("nginx") && containers.contains(Injection.SIDECAR), containers.toString()));
        traffic.expect(
                "the pod of nginx",
                "Ready",
                new Observation(nginx.pods().areReady(), nginx.pods().areReady() ? "Ready" : "not"));
    }

    @Check("in the namespace without the label the same pod has no sidecar")
    void unlabelled() {
        var containers = workloads
                .in(manifests.namespace() + "-unlabelled", "nginx")
                .pods()
                .containers();
        traffic.expect(
                "the containers of nginx",
                "nginx alone",
                new Observation(containers.size() == 1 && containers.contains("nginx"), containers.toString()));
    }
}
