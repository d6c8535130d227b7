package io.meshconformance.harness.accesslog;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.kube.ContainerLog;
import io.meshconformance.harness.kube.LivePods;
import io.meshconformance.run.EnvironmentBroken;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the logs of a namespace's sidecars reach back to their start. The API server reads the newest file alone: what
 * was rotated away, or emptied, is missing, and a proof that rests on it fails for no fault of what is judged. An Envoy
 * writes its first lines when it starts.
 *
 * @param client the run's client
 * @param namespace the namespace
 */
public record LogBeginnings(KubernetesClient client, String namespace) {

    /** From the start of a container to its first line, at the longest. */
    private static final Duration FIRST_LINE = Duration.ofSeconds(10);

    /** More than a time and the beginning of a line. */
    private static final int BEGINNING_BYTES = 64;

    /**
     * Looks at all of them.
     *
     * @throws EnvironmentBroken when one does not reach back
     */
    public void require() {
        LivePods.in(client, namespace).all().forEach(this::require);
    }

    private void require(Pod pod) {
        LivePods.statuses(pod)
                .filter(status -> status.getName().equals(PodLogs.SIDECAR))
                .flatMap(status -> started(status).stream())
                .filter(started -> isCut(started, beginning(pod)))
                .findAny()
                .ifPresent(started -> {
                    throw new EnvironmentBroken(
                            "the log of " + PodLogs.SIDECAR + " in the pod "
                                    + pod.getMetadata().getName()
                                    + " was rotated away: it does not reach back to its start at " + started,
                            "let the node's kubelet rotate later, containerLogMaxSize; play fewer scenarios at once;"
                                    + " run again");
                });
    }

    private static Optional<Instant> started(ContainerStatus status) {
        return Optional.ofNullable(status.getState())
                .map(state -> state.getRunning())
                .map(running -> Instant.parse(running.getStartedAt()));
    }

    private String beginning(Pod pod) {
        return ContainerLog.of(client, pod, PodLogs.SIDECAR).beginning(BEGINNING_BYTES);
    }

    private static boolean isCut(Instant started, String beginning) {
        int end = beginning.indexOf(' ');
        return end < 0 || Instant.parse(beginning.substring(0, end)).isAfter(started.plus(FIRST_LINE));
    }
}
