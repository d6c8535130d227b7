package io.meshconformance.harness.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.kube.PodCommand;
import io.meshconformance.harness.scenario.EnvironmentBroken;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether every sidecar took what the control plane sent. An Envoy that lacks a filter refuses whole listeners and goes
 * on with its old ones: without this look such a mesh would be judged by a configuration that nobody sees.
 */
final class MeshAcceptance {

    private static final Pattern REJECTED = Pattern.compile("^(\\S*update_rejected): ([1-9]\\d*)$", Pattern.MULTILINE);

    private final KubernetesClient client;

    MeshAcceptance(KubernetesClient client) {
        this.client = client;
    }

    /** Throws EnvironmentBroken, naming proxy and error, when a sidecar refused anything. */
    void require() {
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

    private String sidecar(Pod pod) {
        return new PodCommand(client, pod, "istio-proxy")
                .run("pilot-agent", "request", "GET", "stats?filter=update_rejected")
                .output();
    }

    private List<String> byControlPlane() {
        var refusals = new ArrayList<String>();
        for (Pod istiod : client.pods()
                .inNamespace("istio-system")
                .withLabel("app", "istiod")
                .list()
                .getItems()) {
            String answer = new PodCommand(client, istiod, "discovery")
                    .run("pilot-discovery", "request", "GET", "/debug/syncz")
                    .output();
            for (JsonNode proxy : parsed(answer)) {
                for (JsonNode resource : proxy.path("resources")) {
                    String error = resource.path("lastError").asText("");
                    if (!error.isEmpty()) {
                        refusals.add(proxy.path("proxy").asText() + ": " + error);
                    }
                }
            }
        }
        return refusals;
    }

    private static JsonNode parsed(String answer) {
        try {
            return new JsonMapper().readTree(answer);
        } catch (JsonProcessingException e) {
            throw new EnvironmentBroken("the control plane's sync state is no JSON: " + answer, "read istiod's log", e);
        }
    }
}
