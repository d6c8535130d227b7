package io.meshconformance.harness.traffic;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.kube.ContainerPlace;
import io.meshconformance.harness.kube.Finished;
import io.meshconformance.harness.kube.ResidentShells;
import io.meshconformance.harness.scenario.EnvironmentBroken;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The pod that a client stands in: whichever has these labels and runs when a command is given. */
record ClientPod(
        KubernetesClient kubernetes,
        ResidentShells shells,
        String namespace,
        Map<String, String> labels,
        String container)
        implements PodShell {

    @Override
    public String place() {
        return "pod " + namespace + "/" + labels;
    }

    @Override
    public Finished run(List<String> command, Duration limit) {
        return shells.run(new ContainerPlace(namespace, running(), container), command, limit);
    }

    private String running() {
        return kubernetes.pods().inNamespace(namespace).withLabels(labels).list().getItems().stream()
                .filter(ClientPod::isRunning)
                .map(candidate -> candidate.getMetadata().getName())
                .sorted()
                .findFirst()
                .orElseThrow(() -> new EnvironmentBroken(
                        "No running pod in " + namespace + " has the labels " + labels,
                        "See why the client's pod is not running: kubectl -n " + namespace + " get pods"));
    }

    private static boolean isRunning(Pod candidate) {
        return candidate.getMetadata().getDeletionTimestamp() == null
                && "Running".equals(candidate.getStatus().getPhase());
    }
}
