package io.meshconformance.harness.recording;

import io.fabric8.kubernetes.api.model.Secret;
import io.meshconformance.evidence.ScenarioEvidence;
import io.meshconformance.evidence.ScenarioEvidence.AppliedManifest;
import io.meshconformance.harness.kube.Manifest;
import java.util.List;
import java.util.stream.Collectors;

/** What a scenario applied, and where it played. */
public final class ScenarioRecording {

    private ScenarioRecording() {}

    /**
     * States the facts of a scenario.
     *
     * @param namespace its namespace
     * @param follows the id of the scenario that played there before; empty where none did
     * @param hosts its hosts
     * @param applied the manifests it applied, parameters filled in
     * @param applyMillis how long setting its scene took, in milliseconds
     * @return the evidence, not yet redacted
     */
    public static ScenarioEvidence of(
            String namespace, String follows, List<String> hosts, List<Manifest> applied, long applyMillis) {
        return new ScenarioEvidence(
                namespace,
                follows,
                hosts,
                applied.stream()
                        .map(manifest -> new AppliedManifest(manifest.name(), yaml(manifest)))
                        .toList(),
                applyMillis);
    }

    private static String yaml(Manifest manifest) {
        return manifest.objects().stream()
                .filter(object -> !(object instanceof Secret))
                .map(Manifest::toYaml)
                .collect(Collectors.joining("---\n"));
    }
}
