package io.meshconformance.scenarios.mutants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The mutants of a checkout: wrong configurations, and the faults of the reference programs. */
public final class MutantList {

    /** Says which faults the proxy has, on the object that holds its settings. */
    private static final String PROXY_FAULTS = "reference.meshconformance.io/faults";

    private static final YAMLMapper YAML = new YAMLMapper();

    private MutantList() {}

    /**
     * Reads all of them.
     *
     * @param root the checkout's root folder
     * @return the mutants by their ids, those of the configuration first
     * @throws IOException where one cannot be read or is none
     */
    public static List<Mutant> of(Path root) throws IOException {
        List<Mutant> mutants = new ArrayList<>();
        try (Stream<Path> files = Files.list(root.resolve("manifests/mutants"))) {
            for (Path file : files.sorted().toList()) {
                mutants.add(YAML.readValue(file.toFile(), Mutant.class));
            }
        }
        mutants.addAll(faults(root));
        return mutants;
    }

    /**
     * Reads the faults of the reference programs, which no other program knows.
     *
     * @param root the checkout's root folder
     * @throws IOException where they cannot be read
     */
    static List<Mutant> faults(Path root) throws IOException {
        List<Mutant> mutants = new ArrayList<>();
        JsonNode table =
                YAML.readTree(root.resolve("images/reference/faults.yaml").toFile());
        for (JsonNode fault : table.path("proxy")) {
            mutants.add(fault(
                    "proxy-",
                    fault,
                    Map.of(
                            "resource",
                            "ingress.pomerium.io/pomerium",
                            "anywhere",
                            true,
                            "patches",
                            List.of(Map.of(
                                    "set",
                                    "/metadata/annotations",
                                    "to",
                                    Map.of(PROXY_FAULTS, fault.path("id").asText())))),
                    List.of(Map.of("apiVersion", "ingress.pomerium.io/v1", "kind", "Pomerium", "name", "global"))));
        }
        for (JsonNode fault : table.path("dashboard")) {
            mutants.add(fault(
                    "dashboard-",
                    fault,
                    Map.of(
                            "resource", "apps/deployments",
                            "when", "object.metadata.name == 'dashboard'",
                            "patches",
                                    List.of(Map.of(
                                            "set",
                                            "/spec/template/spec/containers/0/env/-",
                                            "to",
                                            Map.of(
                                                    "name",
                                                    "REFERENCE_FAULTS",
                                                    "value",
                                                    fault.path("id").asText())))),
                    List.of()));
        }
        return mutants;
    }

    private static Mutant fault(String prefix, JsonNode fault, Map<String, Object> rewrite, List<?> touches)
            throws IOException {
        var mutant = fault.<com.fasterxml.jackson.databind.node.ObjectNode>deepCopy();
        mutant.put("id", prefix + fault.path("id").asText());
        mutant.putPOJO("rewrites", List.of(rewrite));
        mutant.putPOJO("touches", touches);
        return YAML.treeToValue(YAML.readTree(YAML.writeValueAsString(mutant)), Mutant.class);
    }
}
