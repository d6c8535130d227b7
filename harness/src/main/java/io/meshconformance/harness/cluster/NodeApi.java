package io.meshconformance.harness.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;

/** The way to a node's API: straight, because it is published on this machine. */
final class NodeApi {

    private NodeApi() {}

    /**
     * How to ask it: through no proxy, whatever {@code HTTPS_PROXY}, {@code ALL_PROXY} or Java's properties say
     * ({@code fabric8io/kubernetes-client#4373}): those are for the world outside, and no proxy finds this machine's
     * loopback address.
     *
     * @param kubeconfig the node's own
     */
    static Config config(String kubeconfig) {
        Config config = Config.fromKubeconfig(kubeconfig);
        config.setHttpProxy(null);
        config.setHttpsProxy(null);
        return config;
    }

    /**
     * The same, for questions whose answer is soon of no use: none is asked twice.
     *
     * @param config how to ask it
     * @param limit how long connection and answer may take
     */
    static Config impatient(Config config, Duration limit) {
        return new ConfigBuilder(config)
                .withConnectionTimeout(Math.toIntExact(limit.toMillis()))
                .withRequestTimeout(Math.toIntExact(limit.toMillis()))
                .withRequestRetryBackoffLimit(0)
                .build();
    }

    /**
     * A client of it.
     *
     * @param config how to ask it
     */
    static KubernetesClient client(Config config) {
        return new KubernetesClientBuilder().withConfig(config).build();
    }
}
