package io.meshconformance.harness.client;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.evidence.Caller;
import io.meshconformance.harness.http.Answer;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Failure;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.kube.PodChoice;
import io.meshconformance.harness.kube.ProcessResult;
import io.meshconformance.harness.kube.ResidentShells;
import io.meshconformance.harness.wait.Timeouts;
import io.meshconformance.run.EnvironmentBroken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A client that stands inside the cluster, with a sidecar or without: curl in a pod, one connection per request. What
 * comes back is an {@link Exchange} like any other. When curl itself cannot be run, the environment is broken, and no
 * judgement on the peer follows. Immutable, safe for use by many threads.
 */
public final class PodClient {

    /** The namespace of the platform's client that is in the mesh. */
    public static final String NAMESPACE_INSIDE = "clients-inside";

    /** The namespace of the platform's client without a sidecar. */
    public static final String NAMESPACE_OUTSIDE = "clients-outside";

    /** The Deployment of each. */
    public static final String DEPLOYMENT = "client";

    private static final int NOT_EXECUTABLE = 126;

    private final PodShell shell;
    private final Timeouts timeouts;
    private final ExchangeSink sink;
    private final List<String> options;

    PodClient(PodShell shell, Timeouts timeouts, ExchangeSink sink, List<String> options) {
        this.shell = shell;
        this.timeouts = timeouts;
        this.sink = sink;
        this.options = List.copyOf(options);
    }

    /**
     * A client in a pod.
     *
     * @param choice the pod; its container's image has {@code sh} and {@code curl}
     * @param place where the pod stands, seen from the mesh
     * @param shells where curl is run
     */
    public static PodClient in(
            PodChoice choice, Caller.Place place, ResidentShells shells, Timeouts timeouts, ExchangeSink sink) {
        return new PodClient(new ClientPod(shells, choice, place), timeouts, sink, List.of());
    }

    /** The same, connecting to this host and port whatever the URL says; SNI and Host stay the URL's. */
    public PodClient connectingTo(String host, int port) {
        return with("--connect-to", "::" + host + ":" + port);
    }

    /** The same, trusting the authorities in this file of the container. */
    public PodClient trusting(String caFile) {
        return with("--cacert", caFile);
    }

    /** The same, taking any certificate, so that the one that is served can be looked at. */
    public PodClient trustingAnything() {
        return with("--insecure");
    }

    /** One GET. */
    public Exchange get(String url) {
        return send(Request.get(url));
    }

    /** One GET with one header. */
    public Exchange get(String url, String header, String value) {
        return send(Request.get(url).with(header, value));
    }

    /**
     * One request, on a connection of its own, nothing followed.
     *
     * @throws EnvironmentBroken when curl could not be run, or its account did not arrive whole
     */
    public Exchange send(Request request) {
        String id = UUID.randomUUID().toString();
        Request identified = request.identified(id);
        List<String> command = CurlCommand.of(identified, options, timeouts);
        Instant startedAt = Instant.now();
        long start = System.nanoTime();
        ProcessResult finished = shell.run(command, timeouts.request().plus(timeouts.exec()));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        CurlTranscript transcript = whole(finished);
        return sink.saw(new Exchange(
                id,
                shell.caller(),
                "",
                transcript.sent().map(identified::with).orElse(identified),
                answer(finished, transcript),
                transcript.certificates(),
                new Attribution(Answerer.UNKNOWN, "not yet judged"),
                startedAt,
                took));
    }

    private static Answer answer(ProcessResult finished, CurlTranscript transcript) {
        if (finished.exitCode() != 0) {
            return transcript.failure(finished.exitCode());
        }
        Answer received = transcript.received(finished.output()).orElse(null);
        return received == null ? new Failure(Failure.Kind.NOT_HTTP, "curl saw no status line") : received;
    }

    /** A lost answer must not look like a refused one. */
    private CurlTranscript whole(ProcessResult finished) {
        CurlTranscript transcript = new CurlTranscript(finished.errors());
        if (finished.exitCode() >= NOT_EXECUTABLE || !transcript.isComplete(finished.output().length)) {
            throw new EnvironmentBroken(
                    "curl in " + shell.caller() + " ended with " + finished.exitCode()
                            + " and without its whole account: "
                            + finished.errors().strip(),
                    "See whether that container has curl 7.75 or newer and is not being replaced");
        }
        return transcript;
    }

    private PodClient with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new PodClient(shell, timeouts, sink, all);
    }
}
