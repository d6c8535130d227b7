package io.meshconformance.harness.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.run.EnvironmentBroken;
import java.util.Map;

/**
 * A container of whichever running pod has some labels.
 *
 * @param namespace the pods' namespace
 * @param labels what the pods have
 * @param container the container in each
 */
public record PodChoice(String namespace, Map<String, String> labels, String container) {

    /** Copies the labels. */
    public PodChoice {
        labels = Map.copyOf(labels);
    }

    ContainerPlace now(KubernetesClient client) {
        return LivePods.in(client, namespace, labels)
                .anyRunning()
                .map(pod -> new ContainerPlace(namespace, pod.getMetadata().getName(), container))
                .orElseThrow(() -> new EnvironmentBroken(
                        "No running pod in " + namespace + " has the labels " + labels,
                        "See why the client's pod is not running: kubectl -n " + namespace + " get pods"));
    }

    /** In words, such as {@code pod inside/{app=client}}. */
    @Override
    public String toString() {
        return "pod " + namespace + "/" + labels;
    }
}
