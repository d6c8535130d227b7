package io.meshconformance.reference.proxy.kube;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.reference.proxy.arguments.Arguments;
import io.meshconformance.reference.proxy.config.CurrentSnapshot;
import io.meshconformance.reference.proxy.config.Snapshot;
import io.meshconformance.reference.proxy.fault.Fault;
import io.meshconformance.reference.proxy.fault.Faults;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the cluster: every change leads to one new snapshot, put in force as a whole, and then to status and events.
 * Translation reads caches only, so a change is in force within milliseconds of its arrival.
 */
public final class Controller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Controller.class);

    private final ExecutorService translating =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "translate"));
    private final ExecutorService reporting = Executors.newSingleThreadExecutor(work -> new Thread(work, "report"));
    private final AtomicBoolean pending = new AtomicBoolean();
    private final CompletableFuture<Snapshot> first = new CompletableFuture<>();
    private final Map<String, Ingress> served = new HashMap<>();
    private final CurrentSnapshot current;
    private final Translation translation;
    private final StatusWriter status;
    private final ObservedCluster cluster;

    /** Starts following. */
    public Controller(
            Vertx vertx,
            KubernetesClient client,
            Arguments arguments,
            Faults standing,
            CurrentSnapshot current,
            Clock clock) {
        this.current = current;
        this.translation = new Translation(vertx, arguments.controllerName(), arguments.annotationPrefix(), standing);
        this.status = new StatusWriter(client, arguments.pomerium(), arguments.statusService(), clock);
        this.cluster = new ObservedCluster(client, arguments.pomerium(), arguments.namespaces(), this::changed);
        cluster.listed().thenRun(this::changed);
    }

    /** Completes with the first snapshot: the settings were reconciled. */
    public CompletableFuture<Snapshot> first() {
        return first;
    }

    /** Many changes in a row lead to one translation. */
    private void changed() {
        if (pending.compareAndSet(false, true)) {
            translating.execute(this::translate);
        }
    }

    private void translate() {
        pending.set(false);
        if (!cluster.listed().isDone()) {
            return;
        }
        try {
            boolean frozen = current.get()
                    .filter(snapshot -> snapshot.faults().has(Fault.IGNORES_ANNOTATION_FLIP))
                    .isPresent();
            Translation.Outcome outcome =
                    translation.translate(frozen ? new FrozenIngresses(cluster, Map.copyOf(served)) : cluster);
            outcome.settingsError().ifPresent(error -> LOG.error("settings rejected: {}", error));
            outcome.snapshot().ifPresent(this::putInForce);
            outcome.ingresses()
                    .keySet()
                    .forEach(ingress -> served.put(ingress.getMetadata().getUid(), ingress));
            reporting.execute(() -> status.report(outcome, cluster));
        } catch (RuntimeException e) {
            // Whatever an object holds, the snapshot in force goes on serving.
            LOG.error("translation failed", e);
        }
    }

    private void putInForce(Snapshot snapshot) {
        current.replace(snapshot);
        if (!snapshot.faults().active().isEmpty()) {
            LOG.warn("faults in force: {}", snapshot.faults());
        }
        if (!snapshot.ofHosts().isEmpty()) {
            LOG.warn("faults in force at some hosts: {}", snapshot.ofHosts());
        }
        first.complete(snapshot);
    }

    @Override
    public void close() {
        cluster.close();
        translating.shutdown();
        reporting.shutdown();
    }
}
