package io.meshconformance.harness.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The workloads that a manifest brings: known before any of its parameters has a value.
 *
 * @param names the {@code app.kubernetes.io/name} of their pods
 */
public record DeclaredWorkloads(List<String> names) {

    /** Keeps a copy. */
    public DeclaredWorkloads {
        names = List.copyOf(names);
    }

    /**
     * Those of a file.
     *
     * @param path the path below {@code manifests/}
     * @throws IllegalArgumentException when the file is missing or is no YAML
     */
    public static DeclaredWorkloads in(String path) {
        return new DeclaredWorkloads(Manifest.documents(path, Manifest.text(path)).stream()
                .map(DeclaredWorkloads::pod)
                .map(pod ->
                        pod.path("metadata").path("labels").path(LivePods.APP).asText())
                .filter(name -> !name.isEmpty())
                .toList());
    }

    private static JsonNode pod(JsonNode document) {
        return document.path("kind").asText().equals("Pod") ? document : document.at("/spec/template");
    }
}
