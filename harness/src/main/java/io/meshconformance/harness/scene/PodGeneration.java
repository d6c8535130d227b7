package io.meshconformance.harness.scene;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.kube.LivePods;
import io.meshconformance.harness.wait.Observation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The pods of a Deployment, told from those that a change replaces. */
final class PodGeneration {

    private final KubernetesClient client;
    private final String namespace;
    private final Map<String, String> labels;
    private Set<String> earlier = Set.of();

    PodGeneration(KubernetesClient client, String namespace, Map<String, String> labels) {
        this.client = client;
        this.namespace = namespace;
        this.labels = Map.copyOf(labels);
    }

    /** From now on those that run count as earlier ones. */
    void replace() {
        earlier = running().stream().map(PodGeneration::name).collect(Collectors.toSet());
    }

    /** Takes all away without a word of warning. */
    void delete() {
        client.pods()
                .inNamespace(namespace)
                .withLabels(labels)
                .withGracePeriod(0)
                .delete();
    }

    /** Makes the earlier ones the first to go when there are to be fewer (Kubernetes documentation, "Pod deletion cost"). */
    void retire() {
        running().stream()
                .map(PodGeneration::name)
                .filter(earlier::contains)
                .forEach(name -> client.pods()
                        .inNamespace(namespace)
                        .withName(name)
                        .edit(pod -> new PodBuilder(pod)
                                .editMetadata()
                                .addToAnnotations("controller.kubernetes.io/pod-deletion-cost", "-1")
                                .endMetadata()
                                .build()));
    }

    /** Whether none is left. */
    Observation none() {
        List<String> left = running().stream().map(PodGeneration::name).toList();
        return new Observation(left.isEmpty(), left.isEmpty() ? "none" : left.toString());
    }

    /** Whether so many run, all of them ready and none an earlier one. */
    Observation renewal(int replicas) {
        return ready(replicas, pod -> !earlier.contains(name(pod)));
    }

    /** Whether so many run, all of them ready. */
    Observation ready(int replicas) {
        return ready(replicas, pod -> true);
    }

    private Observation ready(int replicas, Predicate<Pod> wanted) {
        List<Pod> now = running();
        return new Observation(
                now.size() == replicas && now.stream().allMatch(pod -> LivePods.isReady(pod) && wanted.test(pod)),
                now.stream()
                        .map(pod -> name(pod) + (LivePods.isReady(pod) ? " ready" : " not ready"))
                        .collect(Collectors.joining(", ", "pods: ", "")));
    }

    private List<Pod> running() {
        return LivePods.in(client, namespace, labels).all();
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getName();
    }
}
