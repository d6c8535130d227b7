package io.meshconformance.harness.environment;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.client.PodClient;
import io.meshconformance.harness.cluster.Cluster;
import io.meshconformance.harness.istio.ControlPlane;
import io.meshconformance.harness.oidc.ProviderAddress;
import io.meshconformance.harness.outage.Watch;
import io.meshconformance.harness.outage.WatchedParts;
import io.meshconformance.harness.pomerium.ProxyAddresses;
import io.meshconformance.harness.wait.Timeouts;
import java.util.function.BooleanSupplier;

/**
 * Which parts of a cluster are watched.
 *
 * @param client gives up an answer within a look's limit and asks nothing twice
 * @param watch looks at them
 */
record ClusterWatch(KubernetesClient client, Watch watch) {

    /**
     * Has the API server watched from now on, and the node asked to take something back only where it stays and answers.
     *
     * @param stays whether the node outlives the run
     */
    static ClusterWatch of(
            Cluster cluster, Watch watch, Timeouts timeouts, CleanupStack undoing, BooleanSupplier stays) {
        KubernetesClient client = cluster.impatient(timeouts.partAnswer());
        undoing.add(client::close);
        undoing.askNode(() -> stays.getAsBoolean() && watch.parts().answer(), timeouts.takenBack());
        watch.parts().api(client);
        return new ClusterWatch(client, watch);
    }

    /**
     * Has the platform's pods watched, once they are all ready: those that are there then have to stay.
     *
     * @param withProvider whether the identity provider is among them
     */
    void pods(boolean withProvider) {
        WatchedParts parts = watch.parts();
        parts.pods(client, "the control plane", ControlPlane.NAMESPACE, ControlPlane.DEPLOYMENT);
        parts.pods(client, "the proxy", ProxyAddresses.NAMESPACE, ProxyAddresses.DEPLOYMENT);
        if (withProvider) {
            parts.pods(client, "the identity provider", ProviderAddress.NAMESPACE, ProviderAddress.DEPLOYMENT);
        }
        parts.pods(client, "the client in the mesh", PodClient.NAMESPACE_INSIDE, PodClient.DEPLOYMENT);
        parts.pods(client, "the client without a sidecar", PodClient.NAMESPACE_OUTSIDE, PodClient.DEPLOYMENT);
    }
}
