package io.meshconformance.harness.istio;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.kube.LivePods;
import io.meshconformance.harness.wait.Observation;
import io.meshconformance.harness.wait.Timeouts;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The sidecars of some namespaces that get their configuration from the control plane at the moment. After it was away
 * they come back one by one, each after a pause of its own; one that is not back lives by its old configuration.
 */
public final class ConnectedSidecars {

    private final KubernetesClient client;
    private final Collection<String> namespaces;
    private final Traffic traffic;
    private final Duration limit;

    /**
     * Asks nothing yet.
     *
     * @param client the run's client
     * @param namespaces the namespaces of their pods
     * @param traffic where waits are recorded
     * @param limit how long one answer of the control plane may take
     */
    public ConnectedSidecars(KubernetesClient client, Collection<String> namespaces, Traffic traffic, Duration limit) {
        this.client = client;
        this.namespaces = List.copyOf(namespaces);
        this.traffic = traffic;
        this.limit = limit;
    }

    /** Waits until the control plane's own state of synchronisation has each of the pods that are there with a sidecar. */
    public void awaitAll() {
        traffic.within(Timeouts::componentReady)
                .awaitPlatform("the sidecars connected to the control plane again", "read the log of istiod", () -> {
                    var missing = new TreeSet<>(pods());
                    missing.removeAll(connected());
                    return new Observation(missing.isEmpty(), missing.isEmpty() ? "all are" : "not yet " + missing);
                });
    }

    /** Each by its pod's name and namespace. */
    private Set<String> connected() {
        var names = new TreeSet<String>();
        new ControlPlane(client, limit)
                .synchronisation()
                .forEach(proxy -> names.add(proxy.path("proxy").asText()));
        return names;
    }

    private Set<String> pods() {
        return namespaces.stream()
                .flatMap(namespace -> LivePods.in(client, namespace).all().stream())
                .filter(pod -> LivePods.containers(pod).contains(Injection.SIDECAR))
                .map(pod ->
                        pod.getMetadata().getName() + "." + pod.getMetadata().getNamespace())
                .collect(Collectors.toSet());
    }
}
