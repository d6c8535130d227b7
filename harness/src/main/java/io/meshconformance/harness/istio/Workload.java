package io.meshconformance.harness.istio;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Proof;
import io.meshconformance.harness.accesslog.Decision;
import io.meshconformance.harness.accesslog.KnownPods;
import io.meshconformance.harness.accesslog.LogExpectations;
import io.meshconformance.harness.accesslog.SidecarEntry;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Expectations;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.wait.Observation;
import io.meshconformance.harness.wait.Timeouts;
import java.util.function.Function;

/**
 * A workload behind a sidecar: where the mesh finds it, what its sidecar decided, and what its application saw, in all
 * its pods. The two logs are the proof of which hop refused a request, and that the application never saw it.
 */
public final class Workload {

    private final KubernetesClient client;
    private final String namespace;
    private final String app;
    private final Traffic traffic;
    private final Function<String, Exchange> caller;
    private final LogExpectations logs;

    /**
     * A workload; its pods are looked for when it is asked about.
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
        this.logs = new LogExpectations(app, traffic.within(Timeouts::logVisible), new KnownPods(() -> pods().logs()));
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
     * The exchange shows an answer of this workload itself: its own log has the request. What came from another workload,
     * or was made up on the way, is not in it.
     */
    public Expectation answers() {
        return Expectation.that("answered by " + app + " of " + namespace, exchange -> {
            if (exchange.answerer() != Answerer.APPLICATION) {
                return new Observation(false, "answered by " + exchange.attribution());
            }
            boolean logged = logs.has(exchange);
            return new Observation(logged, logged ? "" : "the log of " + app + " has no such request");
        });
    }

    /** 200 from this workload: the request was let through every hop. */
    public Expectation serves() {
        return Expectations.status(200).and(answers()).called("served by " + app);
    }

    /** What the sidecar wrote about a request, waited for. */
    public SidecarEntry sidecarEntry(Exchange exchange) {
        return logs.entry(exchange);
    }

    /**
     * Expects that the sidecar answered a request itself, and why; and that the application never saw it.
     *
     * @param exchange the request
     * @param decision why
     */
    public void sidecarRejected(Exchange exchange, Decision decision) {
        sidecarRejected(exchange, sidecarEntry(exchange), decision);
    }

    /** The same where {@link #sidecarEntry} has been read. */
    public void sidecarRejected(Exchange exchange, SidecarEntry entry, Decision decision) {
        logs.rejected(exchange, entry, decision, null);
        logs.sawNothing(exchange);
    }

    /**
     * Expects that the sidecar, or a gateway, which has no application, answered a request itself, and why. What a
     * workload behind it saw is to be asked of that.
     *
     * @param exchange the request
     * @param decision why
     */
    public void sidecarAnswered(Exchange exchange, Decision decision) {
        logs.rejected(exchange, decision, null);
    }

    /** {@link #sidecarAnswered} as the only proof: what the request was for keeps no log that could be read. */
    public void sidecarAloneRejected(Exchange exchange, Decision decision) {
        logs.rejected(exchange, decision, Proof.SIDECAR_ALONE);
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

    /** Expects that the sidecar sent a request out to a host that the mesh does not know. */
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
        logs.closed(exchange, decision, null);
        logs.sawNothing(exchange);
    }

    /** {@link #sidecarClosedConnection} as the only proof: what the request was for keeps no log that could be read. */
    public void sidecarAloneClosedConnection(Exchange exchange, Decision decision) {
        logs.closed(exchange, decision, Proof.SIDECAR_ALONE);
    }

    /** Expects that the sidecar let the connection of a request end where it is, the only proof: nothing was sent on. */
    public void sidecarAloneDropped(Exchange exchange) {
        logs.dropped(exchange);
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

    /** Expects that the application saw a request, and that its log line has this part. */
    public void saw(Exchange exchange, String part) {
        logs.saw(exchange, part);
    }

    /** Its pods, as they are when they are asked about. */
    public RunningPods pods() {
        return new RunningPods(client, namespace, app, traffic);
    }
}
