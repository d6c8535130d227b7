package io.meshconformance.harness.istio;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.run.EnvironmentBroken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether every sidecar took what the control plane sent. An Envoy that lacks a filter refuses whole listeners and goes
 * on with its old ones: without this look such a mesh would be judged by a configuration that no report shows.
 */
public final class MeshAcceptance {

    private static final Pattern REJECTED = Pattern.compile("^(\\S*update_rejected): ([1-9]\\d*)$", Pattern.MULTILINE);

    private final KubernetesClient client;
    private final Duration limit;

    /**
     * Looks at nothing yet.
     *
     * @param client of the cluster
     * @param limit how long a sidecar may take to tell its counters
     */
    public MeshAcceptance(KubernetesClient client, Duration limit) {
        this.client = client;
        this.limit = limit;
    }

    /** Throws EnvironmentBroken, naming proxy and error, when a sidecar refused anything. */
    public void require() {
        var refusals = new ArrayList<String>();
        refusals.addAll(bySidecars());
        refusals.addAll(byControlPlane());
        if (!refusals.isEmpty()) {
            throw new EnvironmentBroken(
                    "sidecars refuse what the control plane sends:\n" + String.join("\n", refusals),
                    "match Envoy to the Istio release, or switch off in the catalogue's istio values what it lacks");
        }
    }

    private List<String> bySidecars() {
        return client.pods().inAnyNamespace().withLabel("security.istio.io/tlsMode", "istio").list().getItems().stream()
                .flatMap(pod -> REJECTED.matcher(sidecar(pod))
                        .results()
                        .map(match -> pod.getMetadata().getName() + ": " + match.group(1) + " " + match.group(2)))
                .toList();
    }

    private List<String> byControlPlane() {
        var refusals = new ArrayList<String>();
        for (JsonNode proxy : new ControlPlane(client, limit).synchronisation()) {
            for (JsonNode resource : proxy.path("resources")) {
                String error = resource.path("lastError").asText("");
                if (!error.isEmpty()) {
                    refusals.add(proxy.path("proxy").asText() + ": " + error);
                }
            }
        }
        return refusals;
    }

    private String sidecar(Pod pod) {
        return new EnvoyAdministration(client, limit)
                .get(pod, "stats?filter=update_rejected")
                .text();
    }
}
