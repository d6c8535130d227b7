package io.meshconformance.harness.kube;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * What a container wrote, as the API server has it: of the newest file alone. It is asked for as it is, ready or not;
 * Fabric8's own reading of a log asks about the pod first, each time.
 *
 * @param client the run's client
 * @param namespace the pod's namespace
 * @param pod the pod
 * @param container the container in it
 */
public record ContainerLog(KubernetesClient client, String namespace, String pod, String container) {

    /** That of one of a pod's containers. */
    public static ContainerLog of(KubernetesClient client, Pod pod, String container) {
        return new ContainerLog(
                client, pod.getMetadata().getNamespace(), pod.getMetadata().getName(), container);
    }

    /**
     * What it wrote lately.
     *
     * @param seconds how far back, at least 1; told as an age, since the cluster's clock need not be ours
     * @throws io.fabric8.kubernetes.client.KubernetesClientException when it has none, or none yet
     */
    public String since(long seconds) {
        return asked("sinceSeconds=" + seconds);
    }

    /**
     * Its last lines.
     *
     * @param lines how many, at the most
     * @throws io.fabric8.kubernetes.client.KubernetesClientException when it has none, or none yet
     */
    public String last(int lines) {
        return asked("tailLines=" + lines);
    }

    /**
     * The last lines of the container that ended before it was started anew.
     *
     * @param lines how many, at the most
     * @throws io.fabric8.kubernetes.client.KubernetesClientException when it was never started anew
     */
    public String lastBeforeRestart(int lines) {
        return asked("previous=true&tailLines=" + lines);
    }

    /**
     * Its beginning, each line behind its time.
     *
     * @param bytes how much, at the most
     * @throws io.fabric8.kubernetes.client.KubernetesClientException when it has none, or none yet
     */
    public String beginning(int bytes) {
        return asked("timestamps=true&limitBytes=" + bytes);
    }

    private String asked(String options) {
        return client.raw(
                "/api/v1/namespaces/%s/pods/%s/log?container=%s&%s".formatted(namespace, pod, container, options),
                "GET",
                null);
    }
}
