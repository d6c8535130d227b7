package io.meshconformance.harness.accesslog;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.kube.ContainerLog;
import io.meshconformance.harness.kube.LivePods;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the containers of one pod wrote about requests. */
public record PodLogs(KubernetesClient client, Pod pod) {

    /** The container of Envoy in a pod of the mesh. */
    public static final String SIDECAR = "istio-proxy";

    /** Log lines are asked for by whole seconds, and a line is written a little after its request began. */
    private static final int MARGIN_SECONDS = 2;
    /** The kubelet's probe comes every second, on a machine with too much to do later; its line is looked for as well. */
    private static final int MARGIN_OF_PROBES_SECONDS = 20;

    /** What application and sidecar wrote about some requests, at least one. */
    public RequestLogs of(Collection<Exchange> exchanges) {
        return RequestLogs.join(
                application(exchanges),
                LivePods.containers(pod).contains(SIDECAR) ? sidecar(exchanges) : List.of(),
                exchanges.stream().map(Exchange::id).collect(Collectors.toSet()));
    }

    /** What the application wrote about one request, and whether it writes about any. */
    RequestLogs applicationOf(Exchange exchange) {
        return RequestLogs.join(application(List.of(exchange)), List.of(), Set.of(exchange.id()));
    }

    /** The access-log entries that the sidecar wrote about one request. */
    List<SidecarEntry> sidecarOf(Exchange exchange) {
        return RequestLogs.join(List.of(), sidecar(List.of(exchange)), Set.of(exchange.id()))
                .sidecar(exchange.id());
    }

    /** All access-log entries since a request, of connections that carried none too. */
    List<SidecarEntry> sidecarEntries(Exchange exchange) {
        return RequestLogs.entries(sidecar(List.of(exchange)));
    }

    /** All that the sidecar wrote since the first of some requests. */
    List<String> sidecar(Collection<Exchange> exchanges) {
        return since(exchanges, SIDECAR, MARGIN_SECONDS);
    }

    private List<String> application(Collection<Exchange> exchanges) {
        return pod.getSpec().getContainers().stream()
                .map(Container::getName)
                .filter(name -> !name.equals(SIDECAR))
                .flatMap(name -> since(exchanges, name, MARGIN_OF_PROBES_SECONDS).stream())
                .toList();
    }

    /** Since the first of the exchanges. */
    private List<String> since(Collection<Exchange> exchanges, String container, int margin) {
        Instant first = exchanges.stream()
                .map(Exchange::startedAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return ContainerLog.of(client, pod, container)
                .since(Duration.between(first, Instant.now()).toSeconds() + margin)
                .lines()
                .toList();
    }
}
