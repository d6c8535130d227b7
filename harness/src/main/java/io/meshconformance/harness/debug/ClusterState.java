package io.meshconformance.harness.debug;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.debug.DebugPart.Kind;
import io.meshconformance.harness.istio.ControlPlane;
import io.meshconformance.harness.istio.EnvoyAdministration;
import io.meshconformance.harness.istio.Injection;
import io.meshconformance.harness.kube.ContainerLog;
import io.meshconformance.harness.kube.LivePods;
import io.meshconformance.harness.kube.Manifest;
import io.meshconformance.harness.kube.ProcessResult;
import io.meshconformance.harness.pomerium.ProxyAddresses;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the parts of a bundle are asked for. */
final class ClusterState {

    /** More than a scenario's container writes; the limit in bytes holds besides. */
    private static final int LOG_LINES = 2_000;
    /** Log lines are asked for by whole seconds. */
    private static final int MARGIN_SECONDS = 2;

    private final KubernetesClient client;
    private final DebugScope scope;
    private final Duration limit;

    ClusterState(KubernetesClient client, DebugScope scope, Duration limit) {
        this.client = client;
        this.scope = scope;
        this.limit = limit;
    }

    /** The parts that are known without asking the cluster. */
    List<DebugPart> fixed() {
        return List.of(
                new DebugPart("events.txt", Kind.EVENTS, this::events),
                new DebugPart("pods.yaml", Kind.STATES, this::pods),
                new DebugPart("manifests.yaml", Kind.MANIFESTS, this::manifests),
                new DebugPart(
                        "istiod-syncz.json",
                        Kind.SYNCHRONISATION,
                        () -> new ControlPlane(client, limit).synchronisation().toPrettyString()));
    }

    /** The parts of each container: those of the scenario, and the proxy's. */
    List<DebugPart> ofContainers() {
        List<DebugPart> parts = new ArrayList<>();
        for (Pod pod : podsOf(scope.namespaces())) {
            for (String container : LivePods.containers(pod)) {
                parts.add(new DebugPart(name(pod) + "." + container + ".log", Kind.LOG, () -> log(pod, container)));
                if (restarted(pod, container)) {
                    parts.add(new DebugPart(
                            name(pod) + "." + container + ".previous.log",
                            Kind.LOG,
                            () -> previousLog(pod, container)));
                }
            }
            if (LivePods.containers(pod).contains(Injection.SIDECAR)) {
                for (String what : List.of("config_dump", "clusters", "listeners")) {
                    parts.add(new DebugPart(
                            name(pod) + ".sidecar-" + what + (what.equals("config_dump") ? ".json" : ".txt"),
                            Kind.CONFIGURATION,
                            () -> ofSidecar(pod, what)));
                }
            }
        }
        for (Pod pod : podsOf(List.of(ProxyAddresses.NAMESPACE))) {
            for (String container : LivePods.containers(pod)) {
                parts.add(new DebugPart(
                        "proxy." + name(pod) + "." + container + ".log", Kind.LOG, () -> logSince(pod, container)));
            }
        }
        return parts;
    }

    private String events() {
        return scope.namespaces().stream()
                .flatMap(namespace -> client.v1().events().inNamespace(namespace).list().getItems().stream())
                .sorted(Comparator.comparing(ClusterState::when))
                .map(ClusterState::line)
                .collect(Collectors.joining());
    }

    /** Newer components state the time of an event's series or the exact time only. */
    private static String when(Event event) {
        return Stream.of(
                        event.getLastTimestamp(),
                        event.getEventTime() == null
                                ? null
                                : event.getEventTime().getTime(),
                        event.getMetadata().getCreationTimestamp())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    private static String line(Event event) {
        return "%s %s %s/%s %s/%s: %s%n"
                .formatted(
                        when(event),
                        event.getType(),
                        event.getMetadata().getNamespace(),
                        event.getReason(),
                        event.getInvolvedObject().getKind(),
                        event.getInvolvedObject().getName(),
                        event.getMessage());
    }

    /** Names and states alone: what a pod was given may hold secrets, and stands in the manifests. */
    private String pods() {
        return podsOf(scope.namespaces()).stream()
                .map(pod -> new PodBuilder()
                        .withNewMetadata()
                        .withNamespace(pod.getMetadata().getNamespace())
                        .withName(name(pod))
                        .withLabels(pod.getMetadata().getLabels())
                        .withCreationTimestamp(pod.getMetadata().getCreationTimestamp())
                        .withDeletionTimestamp(pod.getMetadata().getDeletionTimestamp())
                        .endMetadata()
                        .withStatus(pod.getStatus())
                        .build())
                .map(Manifest::toYaml)
                .collect(Collectors.joining("---\n"));
    }

    private String manifests() {
        return scope.applied().stream()
                .map(manifest -> "# " + manifest.name() + "\n"
                        + manifest.objects().stream()
                                .filter(object -> !(object instanceof Secret))
                                .map(Manifest::toYaml)
                                .collect(Collectors.joining("---\n")))
                .collect(Collectors.joining("---\n"));
    }

    private List<Pod> podsOf(List<String> namespaces) {
        return namespaces.stream()
                .flatMap(namespace -> client.pods().inNamespace(namespace).list().getItems().stream())
                .toList();
    }

    private static boolean restarted(Pod pod, String container) {
        return Stream.concat(
                        pod.getStatus().getInitContainerStatuses().stream(),
                        pod.getStatus().getContainerStatuses().stream())
                .anyMatch(status -> status.getName().equals(container)
                        && status.getRestartCount() != null
                        && status.getRestartCount() > 0);
    }

    private String log(Pod pod, String container) {
        return ContainerLog.of(client, pod, container).last(LOG_LINES);
    }

    private String previousLog(Pod pod, String container) {
        return ContainerLog.of(client, pod, container).lastBeforeRestart(LOG_LINES);
    }

    /** Since the scenario began. */
    private String logSince(Pod pod, String container) {
        long age = Duration.between(scope.since(), Instant.now()).toSeconds();
        return ContainerLog.of(client, pod, container).since(age + MARGIN_SECONDS);
    }

    private String ofSidecar(Pod pod, String what) {
        ProcessResult finished = new EnvoyAdministration(client, limit).get(pod, what);
        if (finished.exitCode() != 0) {
            throw new IllegalStateException("pilot-agent request GET " + what + " ended with " + finished.exitCode()
                    + ": " + finished.errors());
        }
        return finished.text();
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getName();
    }
}
