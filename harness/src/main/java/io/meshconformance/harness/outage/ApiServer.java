package io.meshconformance.harness.outage;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/**
 * The API server.
 *
 * @param client gives up an answer within a look's limit and asks nothing twice
 */
record ApiServer(KubernetesClient client) implements Part {

    /** Where it tells whether it serves requests (Kubernetes, "API health endpoints"). */
    private static final String READY = "/readyz";

    @Override
    public Sight look() {
        try {
            client.raw(READY);
            return new Sight.There();
        } catch (KubernetesClientException e) {
            return new Sight.Silent(
                    "the API server does not answer: " + e.getMessage(),
                    "see whether the node's container runs and has its network, docker ps -a and docker logs, and run"
                            + " again");
        }
    }
}
