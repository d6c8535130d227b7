package io.meshconformance.scenarios.mutants;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The mutants of a checkout: wrong configurations, and the faults of the reference programs. */
public final class MutantList {

    /** Says which faults the proxy has: on a route for the requests to its hosts, on its settings for every request. */
    private static final String PROXY_FAULTS = "reference.meshconformance.io/faults";

    private static final List<Mutant.Touched> SETTINGS =
            List.of(new Mutant.Touched("ingress.pomerium.io/v1", "Pomerium", "", "global"));

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

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
                mutants.add(read(file, Mutant.class));
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
        Path file = root.resolve("images/reference/faults.yaml");
        FaultTable table = read(file, FaultTable.class);
        List<Mutant> mutants = new ArrayList<>();
        try {
            table.proxy().forEach(fault -> mutants.add(ofProxy(fault)));
            table.dashboard()
                    .forEach(fault -> mutants.add(fault.mutant("dashboard-", ofDashboard(fault.id()), List.of())));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        return mutants;
    }

    /** What is not there, comes twice or stands behind the document is refused, not guessed. */
    private static <T> T read(Path file, Class<T> type) throws IOException {
        T read = YAML.readValue(file.toFile(), type);
        if (read == null) {
            throw new IOException(file + " is empty");
        }
        return read;
    }

    private static Mutant ofProxy(FaultTable.Fault fault) {
        // Others may be told by the same object, and an object that is changed passes here again.
        String told = "object.metadata.annotations[?'" + PROXY_FAULTS + "'].orValue('')";
        var patch = new Rewrite.Patch(
                "/metadata/annotations/" + PROXY_FAULTS.replace("/", "~1"),
                null,
                "'%2$s' in %1$s.split(',') ? %1$s : %1$s + ',%2$s'".formatted(told, fault.id()),
                "");
        String resource = fault.everywhere() ? "ingress.pomerium.io/pomerium" : "networking.k8s.io/ingresses";
        return fault.mutant(
                "proxy-",
                new Rewrite(resource, fault.everywhere(), "", "", List.of(patch)),
                fault.everywhere() ? SETTINGS : List.of());
    }

    private static Rewrite ofDashboard(String fault) {
        JsonNode variable =
                YAML.createObjectNode().put("name", "REFERENCE_FAULTS").put("value", fault);
        return new Rewrite(
                "apps/deployments",
                false,
                "",
                "object.metadata.name == 'dashboard'",
                List.of(new Rewrite.Patch("/spec/template/spec/containers/0/env/-", variable, null, "")));
    }
}
