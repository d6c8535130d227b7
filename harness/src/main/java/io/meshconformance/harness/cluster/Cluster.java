package io.meshconformance.harness.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;

/** A Kubernetes cluster to judge on. */
public interface Cluster extends AutoCloseable {

    /** The one client of the run; it owns threads and is closed with the cluster. */
    KubernetesClient client();

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
