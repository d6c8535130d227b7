package io.meshconformance.harness.istio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.kube.Applier;
import io.meshconformance.harness.kube.LivePods;
import io.meshconformance.harness.kube.Manifest;
import io.meshconformance.harness.wait.Observation;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A number that the sidecars of a namespace take up after everything that was applied before it: once all of them have
 * it, they judge by all of that. It lies in the metadata of the two listeners that every sidecar has, decides about no
 * request, and is no policy, so that no policy can keep it away. The control plane tells all sidecars of one change in
 * one push, listeners after clusters (Istio, {@code pilot/pkg/xds/ads.go}, {@code PushOrder}); a listener is active only
 * once it is complete.
 */
public final class SidecarMarker {

    private static final String KEY = "io.meshconformance";
    private static final String LISTENERS = "config_dump?resource=dynamic_listeners&name_regex=virtual.*";
    private static final String FILTER = """
            apiVersion: networking.istio.io/v1alpha3
            kind: EnvoyFilter
            metadata:
              name: conformance-marker
            spec:
              configPatches:
                - applyTo: LISTENER
                  match: {context: SIDECAR_INBOUND, listener: {name: virtualInbound}}
                  patch: {operation: MERGE, value: {metadata: {filter_metadata: {%1$s: {marker: "%2$d"}}}}}
                - applyTo: LISTENER
                  match: {context: SIDECAR_OUTBOUND, listener: {name: virtualOutbound}}
                  patch: {operation: MERGE, value: {metadata: {filter_metadata: {%1$s: {marker: "%2$d"}}}}}
            """;

    private final KubernetesClient client;
    private final Applier applier;
    private final String namespace;
    private final Function<Pod, String> listeners;
    private int number;

    SidecarMarker(KubernetesClient client, Applier applier, String namespace, Function<Pod, String> listeners) {
        this.client = client;
        this.applier = applier;
        this.namespace = namespace;
        this.listeners = listeners;
    }

    /**
     * The marker of a namespace; nothing is applied yet.
     *
     * @param client the run's client
     * @param applier applies it
     * @param namespace the namespace
     * @param limit how long one answer of a sidecar may take
     */
    public static SidecarMarker in(KubernetesClient client, Applier applier, String namespace, Duration limit) {
        var administration = new EnvoyAdministration(client, limit);
        return new SidecarMarker(
                client,
                applier,
                namespace,
                pod -> administration.get(pod, LISTENERS).text());
    }

    /** Applies the next number; it goes with the namespace. */
    public void next() {
        number++;
        applier.apply(Manifest.parse("the marker", FILTER.formatted(KEY, number))
                .in(namespace)
                .objects());
    }

    /** Whether every sidecar of a pod that is ready has the number that was applied last. */
    public Observation seen() {
        List<String> missing = LivePods.in(client, namespace).all().stream()
                .filter(LivePods::isReady)
                .filter(pod -> LivePods.containers(pod).contains(Injection.SIDECAR))
                .filter(pod -> !isMarked(listeners.apply(pod)))
                .map(HasMetadata::getMetadata)
                .map(metadata -> metadata.getName())
                .toList();
        return new Observation(missing.isEmpty(), missing.isEmpty() ? "by all" : "not yet by " + missing);
    }

    private boolean isMarked(String dump) {
        JsonNode listeners;
        try {
            listeners = new JsonMapper().readTree(dump).path("configs");
        } catch (JsonProcessingException e) {
            return false;
        }
        for (JsonNode each : listeners) {
            JsonNode active = each.path("active_state").path("listener").path("metadata");
            String marker =
                    active.path("filter_metadata").path(KEY).path("marker").asText();
            if (each.has("warming_state") || !marker.equals(String.valueOf(number))) {
                return false;
            }
        }
        return !listeners.isEmpty();
    }
}
