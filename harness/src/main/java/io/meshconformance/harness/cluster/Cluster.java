package io.meshconformance.harness.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;

/** A Kubernetes cluster to judge on. */
public interface Cluster extends AutoCloseable {

    /** The one client of the run; it owns threads and is closed with the cluster. */
    KubernetesClient client();

    /**
     * Another client, for questions whose answer is soon of no use. Whoever asks for it closes it.
     *
     * @param limit how long connection and answer may take; nothing is asked twice
     */
    default KubernetesClient impatient(Duration limit) {
        return NodeApi.client(NodeApi.impatient(client().getConfiguration(), limit));
    }

    /** The address at which the node's published ports are reached from here. */
    String host();

    /**
     * Where a node port is published.
     *
     * @return the port at {@link #host()}
     */
    int port(int nodePort);

    @Override
    void close();
}
