package io.meshconformance.harness.istio;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.accesslog.Decision;
import io.meshconformance.harness.accesslog.LogExpectations;
import io.meshconformance.harness.accesslog.PodLogs;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.kube.LivePods;
import io.meshconformance.harness.wait.Observation;
import io.meshconformance.harness.wait.Timeouts;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A workload behind a sidecar: where the mesh finds it, what its sidecar decided, and what its application saw. The two
 * logs are the proof of which hop refused a request, and that the application never saw it.
 */
public final class Workload {

    private final KubernetesClient client;
    private final String namespace;
    private final String app;
    private final Traffic traffic;
    private final Function<String, Exchange> caller;
    private final LogExpectations logs;

    /**
     * A workload; its pod is looked for when it is asked about.
     *
     * @param client the run's client
     * @param namespace its namespace
     * @param app its {@code app.kubernetes.io/name}, which is the name of its Service too
     * @param traffic where expectations are recorded
     * @param caller sends a GET to a URL from a pod in the mesh
     */
    public Workload(
            KubernetesClient client, String namespace, String app, Traffic traffic, Function<String, Exchange> caller) {
        this.client = client;
        this.namespace = namespace;
        this.app = app;
        this.traffic = traffic;
        this.caller = caller;
        this.logs = new LogExpectations(app, traffic.within(Timeouts::logVisible), this::logs);
    }

    /** The URL of its Service inside the cluster, past the proxy. */
    public String url() {
        return url("/");
    }

    /**
     * A URL of its Service inside the cluster, past the proxy.
     *
     * @param path path and query
     */
    public String url(String path) {
        return "http://" + host() + path;
    }

    /**
     * A URL of its Service on one of several ports.
     *
     * @param port the Service's port
     * @param path path and query
     */
    public String url(int port, String path) {
        return "http://" + host() + ":" + port + path;
    }

    private String host() {
        return app + "." + namespace + ".svc.cluster.local";
    }

    /**
     * Expects that the sidecar answered a request itself, and why; and that the application never saw it.
     *
     * @param exchange the request
     * @param decision why
     */
    public void sidecarRejected(Exchange exchange, Decision decision) {
        logs.rejected(exchange, decision);
        logs.sawNothing(exchange);
    }

    /**
     * Expects that the sidecar sent a request on to its own application.
     *
     * @param exchange the request
     * @param port the application's port
     */
    public void sidecarAdmitted(Exchange exchange, int port) {
        logs.sentOn(exchange, "inbound|" + port + "|");
    }

    /**
     * Expects that the sidecar sent a request out to a Service of the mesh.
     *
     * @param exchange the request
     * @param host the Service's host
     * @param port its port
     */
    public void sidecarSentTo(Exchange exchange, String host, int port) {
        logs.sentOn(exchange, "outbound|" + port + "||" + host);
    }

    /**
     * Expects that the sidecar sent a request out to a host that the mesh does not know.
     *
     * @param exchange the request
     */
    public void sidecarPassedThrough(Exchange exchange) {
        logs.sentOn(exchange, "PassthroughCluster");
    }

    /**
     * Expects that the sidecar ended the connection of a request, and why; and that the application never saw it.
     *
     * @param exchange the request
     * @param decision why, such as {@link Decision.Fixed#NO_FILTER_CHAIN} for plaintext under STRICT
     */
    public void sidecarClosedConnection(Exchange exchange, Decision decision) {
        logs.closed(exchange, decision);
        logs.sawNothing(exchange);
    }

    /**
     * Expects that a request came to neither the application nor its sidecar: a hop before them kept it.
     *
     * @param exchange the request
     */
    public void neverSaw(Exchange exchange) {
        logs.neverReached(exchange, () -> caller.apply(url()));
        logs.sawNothing(exchange);
    }

    /**
     * Expects that the application saw a request.
     *
     * @param exchange the request
     * @param part what its log line has to contain
     */
    public void saw(Exchange exchange, String part) {
        logs.saw(exchange, part);
    }

    /** The names of the containers of its pod, sidecars and what ran before them included. */
    public List<String> containers() {
        return LivePods.containers(pod());
    }

    /** Whether its pod reports that it is ready. */
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
    public void wasNotRestarted(String incarnation) {
        String now = incarnation();
        traffic.expect("the pod of " + app, incarnation, new Observation(now.equals(incarnation), now));
    }

    private PodLogs logs() {
        return new PodLogs(client, pod());
    }

    private Pod pod() {
        return LivePods.in(client, namespace, Map.of(LivePods.APP, app))
                .any()
                .orElseThrow(() -> new AssertionError("there is no pod of " + app + " in " + namespace));
    }
}
