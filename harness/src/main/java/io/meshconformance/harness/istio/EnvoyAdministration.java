package io.meshconformance.harness.istio;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.kube.ContainerPlace;
import io.meshconformance.harness.kube.PodCommand;
import io.meshconformance.harness.kube.ProcessResult;
import java.time.Duration;

/**
 * What the Envoy of a pod tells of itself. It answers to its own pod alone, and is asked by Istio's agent beside it.
 *
 * @param client the run's client
 * @param limit how long one answer may take
 */
public record EnvoyAdministration(KubernetesClient client, Duration limit) {

    /**
     * Asks.
     *
     * @param pod a pod with a sidecar, or of a gateway
     * @param question path and query, such as {@code config_dump}
     * @return the agent's exit code and the answer, whatever the exit code
     * @throws io.meshconformance.run.EnvironmentBroken when the cluster does not carry it out
     */
    public ProcessResult get(Pod pod, String question) {
        ObjectMeta metadata = pod.getMetadata();
        var place = new ContainerPlace(metadata.getNamespace(), metadata.getName(), Injection.SIDECAR);
        return new PodCommand(client, place, limit).run("pilot-agent", "request", "GET", question);
    }
}
