package io.meshconformance.scenarios.injection;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.stage.Stage;
import io.meshconformance.harness.stage.Workload;
import io.meshconformance.harness.traffic.Traffic;
import io.meshconformance.harness.wait.Reading;

@Scenario(
        id = "INJ-001",
        title = "A pod gets its sidecar in a labelled namespace, and none in another",
        manifests = {"workloads/nginx.yaml", "injection/unlabelled.yaml"})
class SidecarInjectionScenario {

    @Check("in the labelled namespace the pod has a sidecar, native or classic, and is Ready")
    void labelled(Stage stage, Traffic traffic) {
        Workload nginx = stage.workload("nginx");
        var containers = nginx.containers();
        traffic.expect(
                "the containers of nginx",
                "nginx and istio-proxy among them",
                new Reading(containers.contains("nginx") && containers.contains("istio-proxy"), containers.toString()));
        traffic.expect("the pod of nginx", "Ready", new Reading(nginx.isReady(), nginx.isReady() ? "Ready" : "not"));
    }

    @Check("in the namespace without the label the same pod has no sidecar")
    void unlabelled(Stage stage, Traffic traffic) {
        var containers =
                stage.workload(stage.namespace() + "-unlabelled", "nginx").containers();
        traffic.expect(
                "the containers of nginx",
                "nginx alone",
                new Reading(containers.size() == 1 && containers.contains("nginx"), containers.toString()));
    }
}
