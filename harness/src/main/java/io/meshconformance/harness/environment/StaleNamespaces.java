package io.meshconformance.harness.environment;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.engine.Engine;
import io.meshconformance.run.RunLock;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Scenarios' namespaces on a kept node whose run was killed. Those of a run that goes on beside, and those that were to
 * stay for a person, are left alone.
 *
 * @param client the run's client
 * @param cache the folder that all runs of this machine use
 */
record StaleNamespaces(KubernetesClient client, Path cache) {

    /**
     * Takes them away, without waiting for it.
     *
     * @param told what was found
     */
    void sweep(Consumer<String> told) {
        client.namespaces().withLabel(Engine.RUN_LABEL).list().getItems().stream()
                .filter(this::isStale)
                .map(namespace -> namespace.getMetadata().getName())
                .forEach(name -> {
                    told.accept("removing the namespace " + name + " that an earlier run left");
                    client.namespaces().withName(name).delete();
                });
    }

    private boolean isStale(Namespace namespace) {
        Map<String, String> labels = namespace.getMetadata().getLabels();
        return !labels.containsKey(KeptForInspection.LABEL) && !RunLock.isAlive(cache, labels.get(Engine.RUN_LABEL));
    }
}
