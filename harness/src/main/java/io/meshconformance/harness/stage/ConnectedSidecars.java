package io.meshconformance.harness.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.kube.ContainerPlace;
import io.meshconformance.harness.kube.PodCommand;
import io.meshconformance.harness.wait.Eventually;
import io.meshconformance.harness.wait.Reading;
import io.meshconformance.harness.wait.Timeouts;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The sidecars that get their configuration from the control plane at the moment. After it was away they come back one
 * by one, each after a pause of its own; one that is not back lives by its old configuration.
 */
public final class ConnectedSidecars {

    private final KubernetesClient client;
    private final Timeouts timeouts;

    ConnectedSidecars(KubernetesClient client, Timeouts timeouts) {
        this.client = client;
        this.timeouts = timeouts;
    }

    /** Their names, each its pod's and namespace's, as the control plane's own state of synchronisation has them. */
    public Set<String> names() {
        Pod controlPlane =
                client.pods().inNamespace("istio-system").withLabel("app", "istiod").list().getItems().stream()
                        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("there is no control plane"));
        var place = new ContainerPlace(
                controlPlane.getMetadata().getNamespace(),
                controlPlane.getMetadata().getName(),
                "discovery");
        String answer = new PodCommand(client, place, timeouts.exec())
                .run("pilot-discovery", "request", "GET", "/debug/syncz")
                .text();
        var names = new TreeSet<String>();
        try {
            new JsonMapper()
                    .readTree(answer)
                    .forEach(proxy -> names.add(proxy.path("proxy").asText()));
        } catch (JsonProcessingException e) {
            throw new AssertionError("the control plane's state of synchronisation is no JSON: " + answer, e);
        }
        return names;
    }

    /**
     * Waits until they are back, but for those whose pod has gone or is about to: an earlier scenario's, say.
     *
     * @param earlier what {@link #names} said before the control plane was taken away
     */
    public void awaitAll(Set<String> earlier) {
        Eventually.within(timeouts, Timeouts::componentReady)
                .once()
                .until("all sidecars connected to the control plane again", () -> {
                    var missing = new TreeSet<>(earlier);
                    missing.removeAll(names());
                    missing.retainAll(pods());
                    return new Reading(missing.isEmpty(), missing.isEmpty() ? "all are" : "not yet " + missing);
                });
    }

    private Set<String> pods() {
        return client.pods().inAnyNamespace().list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .map(pod ->
                        pod.getMetadata().getName() + "." + pod.getMetadata().getNamespace())
                .collect(Collectors.toSet());
    }
}
