package io.meshconformance.harness.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import io.meshconformance.run.EnvironmentBroken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container in which commands can be run.
 *
 * @param namespace the pod's namespace
 * @param pod the pod
 * @param container the container in it
 */
public record ContainerPlace(String namespace, String pod, String container) {

    ContainerResource in(KubernetesClient client) {
        return client.pods().inNamespace(namespace).withName(pod).inContainer(container);
    }

    EnvironmentBroken broken(List<String> command, String why, @Nullable Exception cause) {
        return new EnvironmentBroken(
                command.get(0) + " could not be run in " + this + ": " + why,
                "see the state of that pod and its events: kubectl -n " + namespace + " describe pod " + pod,
                cause);
    }

    /** As kubectl's users write it: {@code namespace/pod/container}. */
    @Override
    public String toString() {
        return namespace + "/" + pod + "/" + container;
    }
}
