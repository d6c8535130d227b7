package io.meshconformance.harness.istio;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.meshconformance.harness.accesslog.PodLogs;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.kube.LivePods;
import io.meshconformance.harness.wait.Observation;
import io.meshconformance.harness.wait.Timeouts;
import java.util.List;

/**
 * What becomes of a new pod in the scenario's namespace, asked of the API server by a dry run: its webhooks are called,
 * and no pod is made.
 */
public final class Injection {

    /** The container that a pod is given. */
    public static final String SIDECAR = PodLogs.SIDECAR;

    /** A namespace with this label, {@code enabled}, has its pods given sidecars. */
    public static final String NAMESPACE_LABEL = "istio-injection";

    /** A refusal for want of the injector is status 500, which the client would ask for again, for 19 s. */
    private static final RequestConfig ONCE =
            new RequestConfigBuilder().withRequestRetryBackoffLimit(0).build();

    private static final String WEBHOOK = "sidecar-injector.istio.io";

    private final KubernetesClient client;
    private final String namespace;
    private final Traffic traffic;

    /**
     * Asks nothing yet.
     *
     * @param client the run's client
     * @param namespace the scenario's namespace
     * @param traffic where expectations are recorded
     */
    public Injection(KubernetesClient client, String namespace, Traffic traffic) {
        this.client = client;
        this.namespace = namespace;
        this.traffic = traffic.within(Timeouts::componentReady);
    }

    /**
     * Whether injection added a container, the sidecar or what runs before it.
     *
     * @param container its name
     */
    public static boolean added(String container) {
        return container.startsWith("istio-");
    }

    /** Expects that a new pod gets its sidecar, waiting until it does. */
    public void works() {
        traffic.eventually("a new pod", "gets its sidecar", () -> {
            List<String> containers = LivePods.containers(asked());
            return new Observation(containers.contains(SIDECAR), "containers " + containers);
        });
    }

    /** Expects that a new pod is refused, as no webhook is there to give it its sidecar (webhook {@code failurePolicy: Fail}). */
    public void refuses() {
        traffic.eventually("a new pod", "is refused for want of the injector", () -> {
            try {
                return Observation.notYet("taken with containers " + LivePods.containers(asked()));
            } catch (KubernetesClientException refused) {
                String why = String.valueOf(refused.getMessage());
                return new Observation(why.contains(WEBHOOK), why);
            }
        });
    }

    private Pod asked() {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName("asked-for")
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("application")
                .withImage("never-pulled")
                .endContainer()
                .endSpec()
                .build();
        return client.adapt(NamespacedKubernetesClient.class)
                .withRequestConfig(ONCE)
                .call(asking -> asking.resource(pod).dryRun(true).create());
    }
}
