package io.meshconformance.harness.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The workloads that a manifest brings: known before any of its parameters has a value.
 *
 * @param names the {@code app.kubernetes.io/name} of their pods
 * @param keepNothing whether there are some, and each is annotated {@value #KEEPS_NOTHING}: what it was asked changes no
 *     later answer of it
 */
public record DeclaredWorkloads(List<String> names, boolean keepNothing) {

    /** On a workload that another scenario can be given after the one that asked for it. */
    private static final String KEEPS_NOTHING = "io.meshconformance/keeps-nothing";

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
        List<JsonNode> workloads = Manifest.documents(path, Manifest.text(path)).stream()
                .filter(document -> !name(document).isEmpty())
                .toList();
        return new DeclaredWorkloads(
                workloads.stream().map(DeclaredWorkloads::name).toList(),
                !workloads.isEmpty() && workloads.stream().allMatch(DeclaredWorkloads::keepsNothing));
    }

    private static boolean keepsNothing(JsonNode document) {
        return document.path("metadata").path("annotations").has(KEEPS_NOTHING);
    }

    private static String name(JsonNode document) {
        JsonNode pod = document.path("kind").asText().equals("Pod") ? document : document.at("/spec/template");
        return pod.path("metadata").path("labels").path(LivePods.APP).asText();
    }
}
