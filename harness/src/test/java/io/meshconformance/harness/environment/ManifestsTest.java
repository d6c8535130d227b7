package io.meshconformance.harness.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.harness.kube.Manifest;
import io.meshconformance.harness.kube.ManifestParameter;
import io.meshconformance.harness.kube.ManifestParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Every manifest can be filled")
class ManifestsTest {

    private static final Path MANIFESTS = Path.of("..", "manifests");
    private static final Path DOCUMENTED = Path.of("..", "CONTRIBUTING.md");
    private static final ManifestParameters RUN = ofARun("public");
    private static final ManifestParameters SCENARIO = Stream.of(ManifestParameter.values())
            .filter(parameter -> !RUN.values().containsKey(parameter.key()))
            .reduce(RUN, (given, parameter) -> given.with(parameter, "dummy"), ManifestParameters::and);

    @TestFactory
    @DisplayName("those of the platform with what a run has before any scenario is known")
    Stream<DynamicTest> platform() {
        return filled("platform", RUN);
    }

    @TestFactory
    @DisplayName("those of scenarios with dummies")
    Stream<DynamicTest> scenarios() {
        return filled("scenarios", SCENARIO);
    }

    private static Stream<DynamicTest> filled(String folder, ManifestParameters parameters) {
        return files(folder)
                .map(file -> DynamicTest.dynamicTest(
                        file,
                        () -> assertFalse(
                                Manifest.load(file, parameters).objects().isEmpty(), file + " holds no object")));
    }

    @Test
    @DisplayName("one of the platform that names a parameter of scenarios fails")
    void outOfPlace() {
        String refusal = String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> Manifest.parse("p.yaml", "a: ${host}", RUN))
                        .getMessage());
        assertTrue(refusal.startsWith("p.yaml names the unknown parameter ${host}; it can name"), refusal);
        assertTrue(refusal.contains("\n  ${ca.pem}  the certificate of the authority"), refusal);
    }

    @Test
    @DisplayName("each parameter is named by one of them")
    void used() {
        String all = Stream.of("platform", "scenarios")
                .flatMap(ManifestsTest::files)
                .map(Manifest::text)
                .collect(Collectors.joining());
        assertEquals(
                List.of(),
                Stream.of(ManifestParameter.values())
                        .filter(parameter -> !all.contains("${" + parameter.key() + "}"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "local"})
    @DisplayName("a run has a value for all parameters before the scenario's, and for every image of its catalogue")
    void complete(String catalogue) {
        ManifestParameters given = ofARun(catalogue);
        var expected = new TreeSet<String>();
        Catalogue.load(catalogue).images().keySet().forEach(name -> expected.add("image." + name));
        Stream.of(ManifestParameter.values())
                .filter(parameter -> parameter.compareTo(ManifestParameter.NAMESPACE) < 0)
                .forEach(parameter -> expected.add(parameter.key()));
        assertEquals(expected, new TreeSet<>(given.values().keySet()));
        assertFalse(given.values().values().stream().anyMatch(String::isBlank));
    }

    @Test
    @DisplayName("CONTRIBUTING.md lists the parameters as they are")
    void documented() throws IOException {
        assertEquals(
                Stream.of(ManifestParameter.values())
                        .map(parameter -> "| `${%s}` | %s | %s |"
                                .formatted(
                                        parameter.key(),
                                        RUN.values().containsKey(parameter.key()) ? "all" : "scenarios",
                                        parameter.meaning()))
                        .collect(Collectors.joining("\n")),
                Files.readAllLines(DOCUMENTED).stream()
                        .filter(line -> line.startsWith("| `${") && !line.startsWith("| `${image."))
                        .collect(Collectors.joining("\n")));
    }

    private static ManifestParameters ofARun(String catalogue) {
        return Provisioner.parameters(Catalogue.load(catalogue), Credentials.mint(new MintedSecrets()));
    }

    private static Stream<String> files(String folder) {
        try (Stream<Path> all = Files.walk(MANIFESTS.resolve(folder))) {
            return all
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .map(file -> MANIFESTS.relativize(file).toString())
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
