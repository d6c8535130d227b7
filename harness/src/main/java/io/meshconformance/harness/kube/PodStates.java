package io.meshconformance.harness.kube;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the pods of a namespace say of themselves: states, warnings, last log lines. Read when a wait was in vain. */
public final class PodStates {

    private static final int LOG_LINES = 15;

    private final KubernetesClient client;

    /** Creates the reader. */
    public PodStates(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Describes the pods of a namespace.
     *
     * @return lines of text; says so itself where the cluster no longer answers
     */
    public String describe(String namespace) {
        try {
            Stream<String> pods = client.pods().inNamespace(namespace).list().getItems().stream()
                    .map(this::describe);
            Stream<String> warnings = client.v1().events().inNamespace(namespace).list().getItems().stream()
                    .filter(event -> "Warning".equals(event.getType()))
                    .map(event -> "warning: " + event.getReason() + ": " + event.getMessage());
            return Stream.concat(pods, warnings).collect(Collectors.joining("\n"));
        } catch (KubernetesClientException e) {
            return "the cluster no longer answers: " + e.getMessage();
        }
    }

    private String describe(Pod pod) {
        String name = pod.getMetadata().getName();
        List<ContainerStatus> statuses = Stream.concat(
                        pod.getStatus().getInitContainerStatuses().stream(),
                        pod.getStatus().getContainerStatuses().stream())
                .toList();
        String containers = statuses.stream().map(PodStates::describe).collect(Collectors.joining(", "));
        String logs = statuses.stream()
                .filter(status -> !Boolean.TRUE.equals(status.getReady()))
                .map(status -> "\n  log of " + status.getName() + ":\n    "
                        + log(pod, status.getName()).replace("\n", "\n    "))
                .collect(Collectors.joining());
        return "pod " + name + " " + pod.getStatus().getPhase() + (containers.isEmpty() ? "" : ": " + containers)
                + logs;
    }

    private static String describe(ContainerStatus status) {
        var state = status.getState();
        String detail = "running";
        if (state.getWaiting() != null) {
            String message = state.getWaiting().getMessage();
            detail = "waiting: " + state.getWaiting().getReason() + (message == null ? "" : " " + message);
        } else if (state.getTerminated() != null) {
            detail = "ended: " + state.getTerminated().getReason() + " "
                    + state.getTerminated().getExitCode();
        }
        return status.getName() + " " + detail + (Boolean.TRUE.equals(status.getReady()) ? ", ready" : ", not ready")
                + (status.getRestartCount() > 0 ? ", restarts " + status.getRestartCount() : "");
    }

    private String log(Pod pod, String container) {
        try {
            return ContainerLog.of(client, pod, container).last(LOG_LINES).strip();
        } catch (KubernetesClientException e) {
            return "(none: " + e.getMessage() + ")";
        }
    }
}
