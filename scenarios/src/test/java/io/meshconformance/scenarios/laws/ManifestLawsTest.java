package io.meshconformance.scenarios.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ManifestLawsTest {

    private static final Path MANIFESTS = Path.of("../manifests");

    /** Its probes are what it is about, and wait ten seconds for each answer. */
    private static final Path ABOUT_PROBES = Path.of("scenarios/mtls/probed.yaml");

    /** Two minutes without an answer. */
    private static final int SLOW_MACHINE = 120;

    @Test
    @DisplayName(
            "no workload goes out of service because the machine is slow: its readiness probe may fail for two minutes")
    void slowMachine() throws IOException {
        List<JsonNode> probes = new ArrayList<>();
        List<String> impatient = new ArrayList<>();
        for (Path file : manifests()) {
            for (JsonNode probe : readinessProbes(file)) {
                probes.add(probe);
                if (probe.path("failureThreshold").asInt() < SLOW_MACHINE) {
                    impatient.add(MANIFESTS.relativize(file) + ": " + probe);
                }
            }
        }
        assertFalse(probes.isEmpty(), "no probe was found");
        assertEquals(List.of(), impatient);
    }

    private static List<Path> manifests() throws IOException {
        try (Stream<Path> files =
                Stream.concat(Files.walk(MANIFESTS.resolve("platform")), Files.walk(MANIFESTS.resolve("scenarios")))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !MANIFESTS.relativize(file).equals(ABOUT_PROBES))
                    .toList();
        }
    }

    private static List<JsonNode> readinessProbes(Path file) throws IOException {
        List<JsonNode> probes = new ArrayList<>();
        try (var documents = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            documents.forEachRemaining(document -> probes.addAll(document.findValues("readinessProbe")));
        }
        return probes;
    }
}
