package io.meshconformance.harness.accesslog;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.kube.LivePods;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the containers of one pod wrote about requests. */
public record PodLogs(KubernetesClient client, Pod pod) {

    /** The container of Envoy in a pod of the mesh. */
    public static final String SIDECAR = "istio-proxy";

    /** A pod that is annotated so writes a line for every request, with the suite's id in it. */
    private static final String TELLS = "io.meshconformance/logs-requests";
    /** Log lines are asked for by whole seconds, and a line is written a little after its request began. */
    private static final int MARGIN_SECONDS = 2;

    /** What application and sidecar wrote about some requests, at least one. */
    public RequestLogs of(Collection<Exchange> exchanges) {
        return RequestLogs.join(
                application(exchanges),
                LivePods.containers(pod).contains(SIDECAR) ? sidecar(exchanges) : List.of(),
                exchanges.stream().map(Exchange::id).collect(Collectors.toSet()),
                tells());
    }

    /** Whether the application writes a line for every request, so that none means that it saw none. */
    boolean tells() {
        Map<String, String> annotations = pod.getMetadata().getAnnotations();
        return annotations != null && "true".equals(annotations.get(TELLS));
    }

    /** What the application wrote about one request. */
    List<String> applicationOf(Exchange exchange) {
        return RequestLogs.join(application(List.of(exchange)), List.of(), Set.of(exchange.id()), tells())
                .workload(exchange.id());
    }

    /** The access-log entries that the sidecar wrote about one request. */
    List<SidecarEntry> sidecarOf(Exchange exchange) {
        return RequestLogs.join(List.of(), sidecar(List.of(exchange)), Set.of(exchange.id()), false)
                .sidecar(exchange.id());
    }

    /** All access-log entries since a request, of connections that carried none too. */
    List<SidecarEntry> sidecarEntries(Exchange exchange) {
        return RequestLogs.entries(sidecar(List.of(exchange)));
    }

    /** All that the sidecar wrote since the first of some requests. */
    List<String> sidecar(Collection<Exchange> exchanges) {
        return since(exchanges, SIDECAR);
    }

    private List<String> application(Collection<Exchange> exchanges) {
        return pod.getSpec().getContainers().stream()
                .map(Container::getName)
                .filter(name -> !name.equals(SIDECAR))
                .flatMap(name -> since(exchanges, name).stream())
                .toList();
    }

    /** Since the first of the exchanges, told as an age: the cluster's clock need not be ours. */
    private List<String> since(Collection<Exchange> exchanges, String container) {
        Instant first = exchanges.stream()
                .map(Exchange::startedAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .inContainer(container)
                .sinceSeconds((int) Duration.between(first, Instant.now()).toSeconds() + MARGIN_SECONDS)
                .getLog()
                .lines()
                .toList();
    }
}
