package io.meshconformance.harness.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.meshconformance.harness.kube.Manifest;
import java.util.List;
import java.util.stream.Collectors;

/** What a scenario applied, and where it played. */
public final class ScenarioFacts {

    private static final JsonMapper JSON = new JsonMapper();

    private ScenarioFacts() {}

    /**
     * States the facts of a scenario.
     *
     * @param namespace its namespace
     * @param hosts its hosts
     * @param applied the manifests it applied, parameters filled in
     * @param applyMillis how long setting its stage took, in milliseconds
     * @return the tree that is published as {@code scenario.json}, not yet redacted
     */
    public static JsonNode of(String namespace, List<String> hosts, List<Manifest> applied, long applyMillis) {
        ObjectNode facts = JSON.createObjectNode().put("namespace", namespace).put("applyMillis", applyMillis);
        hosts.forEach(facts.putArray("hosts")::add);
        var manifests = facts.putArray("manifests");
        for (Manifest manifest : applied) {
            manifests
                    .addObject()
                    .put("name", manifest.name())
                    .put(
                            "yaml",
                            manifest.objects().stream()
                                    .filter(object -> !(object instanceof Secret))
                                    .map(Manifest::toYaml)
                                    .collect(Collectors.joining("---\n")));
        }
        return facts;
    }

    /** Policies as the report shows them. */
    static ArrayNode policies(List<? extends HasMetadata> policies) {
        ArrayNode shown = JSON.createArrayNode();
        policies.forEach(policy -> shown.addObject()
                .put("kind", policy.getKind())
                .put(
                        "name",
                        policy.getMetadata().getNamespace() + "/"
                                + policy.getMetadata().getName())
                .put("yaml", Manifest.toYaml(policy)));
        return shown;
    }
}
