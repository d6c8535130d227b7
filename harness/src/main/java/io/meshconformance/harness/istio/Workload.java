package io.meshconformance.harness.istio;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.kube.LivePods;
import io.meshconformance.harness.wait.Observation;
import io.meshconformance.harness.wait.Timeouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A workload behind a sidecar, and what the two of them wrote about a request: the proof of who decided, and of what the
 * application never saw.
 */
public final class Workload {

    /** Envoy's word for a connection that no filter chain takes ({@code StreamInfo::ResponseCodeDetails}). */
    private static final String NO_FILTER_CHAIN = "filter_chain_not_found";

    /** In the sidecar's line about a connection that never became a request. */
    private static final String NO_REQUEST = "\"method\":null";

    private final KubernetesClient client;
    private final String namespace;
    private final String app;
    private final Traffic traffic;
    private final Supplier<Exchange> marker;

    /**
     * A workload, whether it is there or not.
     *
     * @param client the run's client
     * @param namespace its namespace
     * @param app its {@code app.kubernetes.io/name}
     * @param traffic where expectations are recorded
     * @param marker makes a request that its sidecar logs, however it decides
     */
    public Workload(KubernetesClient client, String namespace, String app, Traffic traffic, Supplier<Exchange> marker) {
        this.client = client;
        this.namespace = namespace;
        this.app = app;
        this.traffic = traffic;
        this.marker = marker;
    }

    /**
     * Expects that the sidecar kept a request to itself: its log has the request, with no upstream, and for the reason
     * given; and the application's log has nothing of it.
     *
     * @param exchange the request
     * @param detail what the sidecar's response-code details have to contain, such as {@code rbac_access_denied}
     */
    public void wasSpared(Exchange exchange, String detail) {
        JsonNode entry = sidecarEntry(exchange);
        String seen = decision(entry);
        traffic.expect(
                "the sidecar of " + app + " about request " + exchange.id(),
                "decided by itself: " + detail,
                new Observation(seen.contains(detail) && upstream(entry).isEmpty(), seen + upstream(entry)));
        sawNothingOf(exchange);
    }

    /**
     * What the sidecar wrote about its decision on a request, its response-code details.
     *
     * @param exchange the request
     */
    public String decisionOn(Exchange exchange) {
        return decision(sidecarEntry(exchange));
    }

    private static String decision(JsonNode entry) {
        return entry.path("response_code_details").asText();
    }

    /**
     * Expects that the sidecar sent a request on, and by which of its clusters.
     *
     * @param exchange the request
     * @param cluster how the cluster's name begins in the access log; some releases put the name of its statistics behind
     */
    public void sidecarSentTo(Exchange exchange, String cluster) {
        String seen = sidecarEntry(exchange).path("upstream_cluster").asText();
        traffic.expect(
                "the sidecar of " + app + " about request " + exchange.id(),
                "sent on by " + cluster,
                new Observation(seen.startsWith(cluster), seen));
    }

    /**
     * Expects that the application's log has nothing of a request. It proves something only where the application writes
     * a line for every request, and after its sidecar was seen to have kept this one to itself; of an application that
     * does not, nothing is said.
     *
     * @param exchange the request
     */
    public void sawNothingOf(Exchange exchange) {
        PodLogs logs = logs();
        if (!logs.tells()) {
            return;
        }
        List<String> lines = logs.applicationOf(exchange);
        traffic.expect(
                "the log of " + app,
                "nothing of request " + exchange.id(),
                new Observation(lines.isEmpty(), lines.isEmpty() ? "nothing" : String.join("; ", lines)));
    }

    /**
     * Expects that the sidecar ended the connection of a request because what came over it fits none of its filter
     * chains, as plaintext under STRICT; and that the application's log has nothing of the request.
     *
     * @param exchange the request
     */
    public void hadCutOff(Exchange exchange) {
        hadCutOff(exchange, NO_FILTER_CHAIN);
    }

    /**
     * Expects that the sidecar ended the connection of a request for the reason given, and that the application's log has
     * nothing of the request. What ends before HTTP carries no id in the sidecar's log: it is told by its time, and by
     * having no method either, as any request has that the sidecar refused for the same reason a moment before.
     *
     * @param exchange the request
     * @param detail what the sidecar's line has to contain, such as {@code rbac_access_denied_matched_policy}
     */
    public void hadCutOff(Exchange exchange, String detail) {
        PodLogs logs = logs();
        logged().eventually("the sidecar of " + app + " about a connection at that time", detail, () -> {
            boolean there = logs.sidecar(List.of(exchange)).stream()
                    .anyMatch(line -> line.contains(NO_REQUEST) && line.contains(detail));
            return new Observation(there, there ? detail : "no connection ended by " + detail);
        });
        sawNothingOf(exchange);
    }

    /**
     * Expects that a request came to neither the application nor its sidecar: a hop before them kept it. A sidecar logs
     * in the order in which it answers, so it is looked for once a later request stands there.
     *
     * @param exchange the request
     */
    public void wasNotReachedBy(Exchange exchange) {
        awaitLaterRequest();
        boolean quiet = logs().sidecarOf(exchange).isEmpty();
        traffic.expect(
                "the access log of " + app + "'s sidecar",
                "nothing of request " + exchange.id(),
                new Observation(quiet, quiet ? "nothing, and then a later request" : "has the request"));
        sawNothingOf(exchange);
    }

    /** The first ones may end at the caller's own sidecar, which learns of a new Service a little later. */
    private void awaitLaterRequest() {
        PodLogs logs = logs();
        List<Exchange> later = new ArrayList<>();
        logged().awaited("a later request in the access log of " + app + "'s sidecar", marker::get, asked -> {
            later.add(asked);
            List<String> lines = logs.sidecar(later);
            boolean there = later.stream().anyMatch(one -> lines.stream().anyMatch(line -> line.contains(one.id())));
            return new Observation(there, there ? "there" : "none of " + later.size() + " later requests");
        });
    }

    /**
     * Expects that the application saw a request.
     *
     * @param exchange the request
     * @param part what its log line has to contain
     */
    public void saw(Exchange exchange, String part) {
        PodLogs logs = logs();
        logged().eventually("the log of " + app + " about request " + exchange.id(), "contains " + part, () -> {
            String lines = String.join("; ", logs.applicationOf(exchange));
            return new Observation(lines.contains(part), lines.isEmpty() ? "nothing" : lines);
        });
    }

    /** The names of the containers of its pod, sidecars and what ran before them included. */
    public List<String> containers() {
        return LivePods.containers(pod());
    }

    /** Whether its pod says of itself that it is ready. */
    public boolean isReady() {
        return LivePods.isReady(pod());
    }

    /** Names the running pod and how often its containers were restarted: it changes whenever anything is restarted. */
    public String incarnation() {
        Pod pod = pod();
        int restarts = Stream.concat(
                        pod.getStatus().getInitContainerStatuses().stream(),
                        pod.getStatus().getContainerStatuses().stream())
                .mapToInt(status -> status.getRestartCount())
                .sum();
        return pod.getMetadata().getName() + ", " + restarts + " restarts";
    }

    /**
     * Expects that nothing of this workload was restarted.
     *
     * @param incarnation what {@link #incarnation} said before
     */
    public void isStill(String incarnation) {
        String now = incarnation();
        traffic.expect("the pod of " + app, incarnation, new Observation(now.equals(incarnation), now));
    }

    private JsonNode sidecarEntry(Exchange exchange) {
        PodLogs logs = logs();
        return logged().awaited("the access log of " + app + "'s sidecar", () -> logs.sidecarOf(exchange), entries -> {
                    boolean there = !entries.isEmpty();
                    return new Observation(there, there ? "has the request" : "nothing of request " + exchange.id());
                })
                .get(0);
    }

    private Traffic logged() {
        return traffic.within(Timeouts::logVisible);
    }

    private static String upstream(JsonNode entry) {
        String host = entry.path("upstream_host").asText("-");
        return host.equals("-") || host.isEmpty() ? "" : ", sent on to " + host;
    }

    private PodLogs logs() {
        return new PodLogs(client, pod());
    }

    private Pod pod() {
        return LivePods.in(client, namespace, Map.of("app.kubernetes.io/name", app))
                .any()
                .orElseThrow(() -> new AssertionError("there is no pod of " + app + " in " + namespace));
    }
}
