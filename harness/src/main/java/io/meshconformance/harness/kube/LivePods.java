package io.meshconformance.harness.kube;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Listable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Those of some pods that are not going away, as the API server has them at the moment of each look.
 *
 * @param chosen the pods, the ones that go away included
 */
public record LivePods(Listable<PodList> chosen) {

    /** The label that names the workload of a pod (Kubernetes, "Recommended Labels"). */
    public static final String APP = "app.kubernetes.io/name";

    /** The pods of a namespace. */
    public static LivePods in(KubernetesClient client, String namespace) {
        return new LivePods(client.pods().inNamespace(namespace));
    }

    /** The pods of a namespace that have all of these labels. */
    public static LivePods in(KubernetesClient client, String namespace, Map<String, String> labels) {
        return new LivePods(client.pods().inNamespace(namespace).withLabels(labels));
    }

    /** All of them. */
    public List<Pod> all() {
        return chosen.list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    /** One of them: the first by name. */
    public Optional<Pod> any() {
        return first(all());
    }

    /** One whose containers have been started: the first by name. */
    public Optional<Pod> anyRunning() {
        return first(all().stream()
                .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                .toList());
    }

    /** Whether a pod says of itself that it is ready. */
    public static boolean isReady(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    /** The names of a pod's containers, sidecars and what runs before them included. */
    public static List<String> containers(Pod pod) {
        return Stream.concat(pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
                .map(Container::getName)
                .toList();
    }

    /** What is known of a pod's containers, sidecars and what runs before them included. */
    public static Stream<ContainerStatus> statuses(Pod pod) {
        return Stream.of(
                        pod.getStatus().getInitContainerStatuses(),
                        pod.getStatus().getContainerStatuses())
                .flatMap(Collection::stream);
    }

    /** How often its containers were started anew, all together. */
    public static int restarts(Pod pod) {
        return statuses(pod).mapToInt(ContainerStatus::getRestartCount).sum();
    }

    private static Optional<Pod> first(List<Pod> pods) {
        return pods.stream().min(Comparator.comparing(pod -> pod.getMetadata().getName()));
    }
}
