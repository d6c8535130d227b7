package io.meshconformance.harness.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.meshconformance.run.EnvironmentBroken;
import java.util.Map;

/** A node that runs already. It is never stopped: what this process did not start it does not end. */
public final class AttachedCluster implements Cluster {

    private final KubernetesClient client;
    private final String host;
    private final Map<Integer, Integer> ports;

    private AttachedCluster(KubernetesClient client, String host, Map<Integer, Integer> ports) {
        this.client = client;
        this.host = host;
        this.ports = Map.copyOf(ports);
    }

    /**
     * Attaches to a node.
     *
     * @param kubeconfig the way to its API
     * @param host where its ports are published
     * @param ports published ports by node port
     * @throws EnvironmentBroken when its API does not answer
     */
    public static AttachedCluster to(String kubeconfig, String host, Map<Integer, Integer> ports) {
        Config config = NodeApi.config(kubeconfig);
        config.setRequestRetryBackoffLimit(1);
        KubernetesClient client = NodeApi.client(config);
        try {
            client.getKubernetesVersion();
        } catch (KubernetesClientException e) {
            client.close();
            throw new EnvironmentBroken(
                    "the kept node does not answer: " + e.getMessage(), "run once with --keep, then with --reuse", e);
        }
        return new AttachedCluster(client, host, ports);
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public int port(int nodePort) {
        Integer published = ports.get(nodePort);
        if (published == null) {
            throw new IllegalArgumentException("the kept node does not publish port " + nodePort);
        }
        return published;
    }

    @Override
    public void close() {
        client.close();
    }
}
