package io.meshconformance.harness.kube;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * What the pods of a namespace were elected for. One that ends without a word counts as the leader until its lease is over,
 * half a minute in Istio, and meanwhile nobody does its work: a new namespace has no certificate of the mesh, and no pod of
 * it starts.
 *
 * @param client the run's client
 * @param namespace the namespace
 */
public record Elections(KubernetesClient client, String namespace) {

    /** Where a leader is written in a ConfigMap ({@code client-go}, {@code tools/leaderelection/resourcelock}). */
    private static final String LEADER = "control-plane.alpha.kubernetes.io/leader";

    /** Ends them all, where none of the pods is left: the first that comes is elected at once. */
    public void end() {
        client.leases().inNamespace(namespace).delete();
        client.configMaps().inNamespace(namespace).list().getItems().stream()
                .filter(Elections::isElection)
                .forEach(election -> client.resource(election).delete());
    }

    private static boolean isElection(ConfigMap map) {
        return map.getMetadata().getAnnotations() != null
                && map.getMetadata().getAnnotations().containsKey(LEADER);
    }
}
