package io.meshconformance.harness.debug;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
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
public final class DebugBundle {

    private static final JsonMapper JSON = new JsonMapper();

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
    public DebugBundle(KubernetesClient client, Duration limit, UnaryOperator<String> redaction) {
        this.client = client;
        this.limit = limit;
        this.redaction = redaction;
    }

    /**
     * Collects the parts.
     *
     * @param scope what it is about
     * @param when what had just failed
     * @return the tree that is published as {@code debug.json}, without secrets
     */
    public JsonNode collect(DebugScope scope, String when) {
        ObjectNode tree =
                JSON.createObjectNode().put("namespace", scope.namespace()).put("when", redaction.apply(when));
        ArrayNode parts = tree.putArray("parts");
        ClusterState state = new ClusterState(client, scope, limit);
        ExecutorService asking = Executors.newCachedThreadPool(DebugBundle::daemon);
        try {
            long until = System.nanoTime() + limit.toNanos();
            Future<List<DebugPart>> ofContainers = asking.submit(state::ofContainers);
            List<Asked> asked = asked(state.fixed(), asking);
            try {
                asked.addAll(asked(within(ofContainers, until), asking));
            } catch (Unavailable e) {
                missing(parts.addObject().put("name", "logs and sidecars"), e);
            }
            for (Asked each : asked) {
                ObjectNode part = parts.addObject().put("name", each.part().name());
                try {
                    told(part, each.part().kind(), within(each.text(), until));
                } catch (Unavailable e) {
                    missing(part, e);
                }
            }
        } finally {
            asking.shutdownNow();
        }
        return tree;
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

    private void told(ObjectNode part, DebugPart.Kind kind, String text) {
        byte[] clean = redaction.apply(text).getBytes(StandardCharsets.UTF_8);
        String end = end(clean, kind.bytes());
        part.put("text", end).put("limitBytes", kind.bytes()).put("cut", clean.length > kind.bytes());
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

    private void missing(ObjectNode part, Unavailable why) {
        part.put("missing", redaction.apply(String.valueOf(why.getMessage())));
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
