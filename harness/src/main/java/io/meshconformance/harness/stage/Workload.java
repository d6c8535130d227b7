package io.meshconformance.harness.stage;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.evidence.RequestLogs;
import io.meshconformance.harness.traffic.Exchange;
import io.meshconformance.harness.traffic.Traffic;
import io.meshconformance.harness.wait.Eventually;
import io.meshconformance.harness.wait.Reading;
import io.meshconformance.harness.wait.Timeouts;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A workload behind a sidecar, and what the two of them wrote about a request: the proof of who decided, and of what the
 * application never saw.
 */
public final class Workload {

    private static final String SIDECAR = "istio-proxy";

    private final KubernetesClient client;
    private final String namespace;
    private final String app;
    private final Traffic traffic;
    private final Timeouts timeouts;

    Workload(KubernetesClient client, String namespace, String app, Traffic traffic, Timeouts timeouts) {
        this.client = client;
        this.namespace = namespace;
        this.app = app;
        this.traffic = traffic;
        this.timeouts = timeouts;
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
        String seen = entry.path("response_code_details").asText();
        traffic.expect(
                "the sidecar of " + app + " about request " + exchange.id(),
                "decided by itself: " + detail,
                new Reading(seen.contains(detail) && upstream(entry).isEmpty(), seen + upstream(entry)));
        sawNothingOf(exchange);
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
                new Reading(seen.startsWith(cluster), seen));
    }

    /**
     * Expects that the application's log has nothing of a request. It proves something only after the application was
     * seen to log another request of the same route, or its sidecar to have kept this one to itself.
     *
     * @param exchange the request
     */
    public void sawNothingOf(Exchange exchange) {
        List<String> lines = logs(exchange).workload(exchange.id());
        traffic.expect(
                "the log of " + app,
                "nothing of request " + exchange.id(),
                new Reading(lines.isEmpty(), lines.isEmpty() ? "nothing" : String.join("; ", lines)));
    }

    /**
     * Expects that a request came to neither the application nor its sidecar: a hop before them kept it.
     *
     * @param exchange the request
     */
    public void wasNotReachedBy(Exchange exchange) {
        boolean quiet = logs(exchange).sidecar(exchange.id()).isEmpty();
        traffic.expect(
                "the access log of " + app + "'s sidecar",
                "nothing of request " + exchange.id(),
                new Reading(quiet, quiet ? "nothing" : "has the request"));
        sawNothingOf(exchange);
    }

    /**
     * Expects that the application saw a request.
     *
     * @param exchange the request
     * @param part what its log line has to contain
     */
    public void saw(Exchange exchange, String part) {
        Reading reading = Eventually.within(timeouts, Timeouts::logVisible)
                .once()
                .until("the log of " + app, () -> {
                    List<String> lines = logs(exchange).workload(exchange.id());
                    return new Reading(!lines.isEmpty(), String.join("; ", lines));
                })
                .last();
        traffic.expect(
                "the log of " + app + " about request " + exchange.id(),
                "contains " + part,
                new Reading(reading.seen().contains(part), reading.seen()));
    }

    /** The names of the containers of its pod, sidecars and what ran before them included. */
    public List<String> containers() {
        Pod pod = pod();
        return Stream.concat(pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
                .map(container -> container.getName())
                .toList();
    }

    /** Whether its pod says of itself that it is ready. */
    public boolean isReady() {
        return pod().getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
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
        traffic.expect("the pod of " + app, incarnation, new Reading(now.equals(incarnation), now));
    }

    /**
     * What workload and sidecar wrote about some requests.
     *
     * @param ids the requests' ids
     */
    public RequestLogs logs(Set<String> ids) {
        Pod pod = pod();
        List<String> application = pod.getSpec().getContainers().stream()
                .filter(container -> !container.getName().equals(SIDECAR))
                .flatMap(container -> lines(pod, container.getName()).stream())
                .toList();
        List<String> sidecar = containers().contains(SIDECAR) ? lines(pod, SIDECAR) : List.of();
        return RequestLogs.join(application, sidecar, ids);
    }

    private RequestLogs logs(Exchange exchange) {
        return logs(Set.of(exchange.id()));
    }

    private JsonNode sidecarEntry(Exchange exchange) {
        Eventually.within(timeouts, Timeouts::logVisible)
                .once()
                .until("the access log of " + app + "'s sidecar", () -> {
                    boolean there = !logs(exchange).sidecar(exchange.id()).isEmpty();
                    return new Reading(there, there ? "has the request" : "nothing of request " + exchange.id());
                });
        return logs(exchange).sidecar(exchange.id()).get(0);
    }

    private static String upstream(JsonNode entry) {
        String host = entry.path("upstream_host").asText("-");
        return host.equals("-") || host.isEmpty() ? "" : ", sent on to " + host;
    }

    private List<String> lines(Pod pod, String container) {
        return client.pods()
                .inNamespace(namespace)
                .withName(pod.getMetadata().getName())
                .inContainer(container)
                .getLog()
                .lines()
                .toList();
    }

    private Pod pod() {
        return client.pods().inNamespace(namespace).withLabel("app.kubernetes.io/name", app).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no pod of " + app + " in " + namespace));
    }
}
