package io.meshconformance.harness.accesslog;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.meshconformance.harness.http.Exchange;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The pods of a workload, which are looked for no more often than what is asked of their logs needs. */
public final class KnownPods {

    private final Supplier<List<PodLogs>> running;
    /** Those that wrote about a request lately. */
    private volatile List<PodLogs> lately = List.of();

    /**
     * No pod is looked for yet.
     *
     * @param running the logs of the pods that run now
     */
    public KnownPods(Supplier<List<PodLogs>> running) {
        this.running = running;
    }

    /** Those that run now. */
    List<PodLogs> now() {
        return running.get();
    }

    /**
     * Reads again and again what the pods of the first reading wrote: one that starts later wrote nothing of a request
     * that had ended before. They are looked for anew where one of them is gone.
     */
    <T> Callable<T> read(Function<List<PodLogs>, T> reading) {
        var known = new AtomicReference<@Nullable List<PodLogs>>();
        return () -> {
            List<PodLogs> pods = known.get() == null ? running.get() : known.get();
            known.set(null);
            T result = reading.apply(pods);
            known.set(pods);
            return result;
        };
    }

    /** Whether one of those that wrote about an earlier request wrote about this one: then no other needs to be known. */
    boolean wroteLately(Exchange exchange) {
        try {
            return wrote(lately, exchange);
        } catch (KubernetesClientException gone) {
            // A pod that was taken away tells nothing; those that run now are asked.
            return false;
        }
    }

    /** Whether the applications of some pods wrote about a request. */
    boolean wrote(List<PodLogs> pods, Exchange exchange) {
        boolean wrote = !written(pods, exchange).isEmpty();
        lately = wrote ? pods : List.of();
        return wrote;
    }

    /** What the applications of some pods wrote about a request. */
    static List<String> written(List<PodLogs> pods, Exchange exchange) {
        return pods.stream()
                .flatMap(pod -> pod.applicationOf(exchange).workload(exchange.id()).stream())
                .toList();
    }
}
