package io.meshconformance.harness.debug;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.evidence.DebugEvidence;
import io.meshconformance.evidence.DebugEvidence.Part;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * The state of the cluster at the moment a scenario failed: events, pods, logs, what the sidecars and the control plane
 * have, the proxy's log, what was applied. Every part passes the redaction before it is cut to its limit, so that no
 * cut leaves half a secret. A part that cannot be had is told in its place, and nothing is thrown: the failure that it
 * is collected for must stay in sight.
 */
public final class DebugCollector {

    private final KubernetesClient client;
    private final Duration limit;
    private final UnaryOperator<String> redaction;

    /**
     * Collects nothing yet.
     *
     * @param client the run's client
     * @param limit how long all parts together may take; they are asked for side by side
     * @param redaction takes the secrets out of a text
     */
    public DebugCollector(KubernetesClient client, Duration limit, UnaryOperator<String> redaction) {
        this.client = client;
        this.limit = limit;
        this.redaction = redaction;
    }

    /**
     * Collects the parts.
     *
     * @param scope what it is about
     * @param when what had just failed
     * @return the evidence, without secrets
     */
    public DebugEvidence collect(DebugScope scope, String when) {
        List<Part> parts = new ArrayList<>();
        ClusterState state = new ClusterState(client, scope, limit);
        ExecutorService asking = Executors.newCachedThreadPool(DebugCollector::daemon);
        try {
            long until = System.nanoTime() + limit.toNanos();
            Future<List<DebugPart>> ofContainers = asking.submit(state::ofContainers);
            List<Asked> asked = asked(state.fixed(), asking);
            try {
                asked.addAll(asked(within(ofContainers, until), asking));
            } catch (Unavailable e) {
                parts.add(missing("logs and sidecars", e));
            }
            for (Asked each : asked) {
                String name = each.part().name();
                try {
                    parts.add(told(name, each.part().kind(), within(each.text(), until)));
                } catch (Unavailable e) {
                    parts.add(missing(name, e));
                }
            }
        } finally {
            asking.shutdownNow();
        }
        return new DebugEvidence(scope.namespace(), redaction.apply(when), parts);
    }

    private record Asked(DebugPart part, Future<String> text) {}

    private static List<Asked> asked(List<DebugPart> parts, ExecutorService asking) {
        List<Asked> asked = new ArrayList<>();
        for (DebugPart part : parts) {
            Callable<String> source = part.source();
            asked.add(new Asked(part, asking.submit(source)));
        }
        return asked;
    }

    private Part told(String name, DebugPart.Kind kind, String text) {
        byte[] clean = redaction.apply(text).getBytes(StandardCharsets.UTF_8);
        return new Part(name, end(clean, kind.bytes()), clean.length > kind.bytes(), null);
    }

    /** The last lines that have no more bytes than the limit. */
    private static String end(byte[] text, int bytes) {
        int from = Math.max(0, text.length - bytes);
        if (from > 0) {
            for (int at = from; at < text.length; at++) {
                if (text[at] == '\n') {
                    from = at + 1;
                    break;
                }
            }
        }
        return new String(text, from, text.length - from, StandardCharsets.UTF_8);
    }

    private Part missing(String name, Unavailable why) {
        return Part.missing(name, redaction.apply(String.valueOf(why.getMessage())));
    }

    private <T> T within(Future<T> asked, long until) throws Unavailable {
        try {
            return asked.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the run was interrupted", e);
        } catch (TimeoutException e) {
            throw new Unavailable("there was no answer within " + limit.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new Unavailable(String.valueOf(e.getCause()), e);
        }
    }

    /** A part could not be had, for the reason its message states. */
    private static final class Unavailable extends Exception {

        private static final long serialVersionUID = 1L;

        Unavailable(String why, Exception cause) {
            super(why, cause);
        }
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "conformance-debug");
        thread.setDaemon(true);
        return thread;
    }
}
