package io.meshconformance.harness.istio;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.kube.LivePods;
import io.meshconformance.harness.wait.Observation;
import io.meshconformance.harness.wait.Timeouts;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The sidecars that get their configuration from the control plane at the moment. After it was away they come back one
 * by one, each after a pause of its own; one that is not back lives by its old configuration.
 */
public final class ConnectedSidecars {

    private final KubernetesClient client;
    private final Traffic traffic;
    private final Duration limit;

    /**
     * Asks nothing yet.
     *
     * @param client the run's client
     * @param traffic where waits are recorded
     * @param limit how long one answer of the control plane may take
     */
    public ConnectedSidecars(KubernetesClient client, Traffic traffic, Duration limit) {
        this.client = client;
        this.traffic = traffic;
        this.limit = limit;
    }

    /** Their names, each its pod's and namespace's, as the control plane's own state of synchronisation has them. */
    public Set<String> names() {
        var names = new TreeSet<String>();
        new ControlPlane(client, limit)
                .synchronisation()
                .forEach(proxy -> names.add(proxy.path("proxy").asText()));
        return names;
    }

    /**
     * Waits until they are back, but for those whose pod has gone or is about to: an earlier scenario's, say.
     *
     * @param earlier what {@link #names} said before the control plane was taken away
     */
    public void awaitAll(Set<String> earlier) {
        traffic.within(Timeouts::componentReady)
                .awaitPlatform("all sidecars connected to the control plane again", "read the log of istiod", () -> {
                    var missing = new TreeSet<>(earlier);
                    missing.removeAll(names());
                    missing.retainAll(pods());
                    return new Observation(missing.isEmpty(), missing.isEmpty() ? "all are" : "not yet " + missing);
                });
    }

    private Set<String> pods() {
        return LivePods.anywhere(client).all().stream()
                .map(pod ->
                        pod.getMetadata().getName() + "." + pod.getMetadata().getNamespace())
                .collect(Collectors.toSet());
    }
}
