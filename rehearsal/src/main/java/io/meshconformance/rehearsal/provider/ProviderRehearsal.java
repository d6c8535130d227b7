package io.meshconformance.rehearsal.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meshconformance.rehearsal.Program;
import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code ci/rehearse --provider}: a Keycloak that no run installed, outside the cluster, and an ordinary run whose people sign
 * in there. What needs more of a provider has to be "not supported", with the reason.
 */
public final class ProviderRehearsal {

    /** In the browser too (GUIDE-008); with groups (PROXY-004); a sign-out; what leaves the mesh for the provider. */
    private static final List<String> PASSING =
            List.of("GUIDE-002", "GUIDE-003", "GUIDE-008", "PROXY-004", "PROXY-009", "EGR-001", "EGR-002", "EGR-003");

    /** Made-up users, a refresh that is set beforehand, a provider that is stopped. */
    private static final List<String> UNSUPPORTED = List.of("PROXY-019", "PROXY-029", "RES-003");

    private final Path root;

    private ProviderRehearsal(Path root) {
        this.root = root;
    }

    /**
     * Rehearses, and exits with 0, 1 when a scenario came out otherwise, or 2 when nothing can be said.
     *
     * @param arguments the checkout's root folder
     */
    public static void main(String[] arguments) {
        System.exit(new Exit("ci/rehearse", "ci/rehearse --help", System.err)
                .of(() -> new ProviderRehearsal(Path.of(arguments[0])).rehearse() ? Exit.DONE : Exit.FAILED));
    }

    /**
     * Rehearses.
     *
     * @return whether each scenario came out as it has to
     * @throws EnvironmentBroken when the run came to no result
     */
    private boolean rehearse() throws IOException {
        Instant begun = Instant.now();
        Program.of(root.resolve("images/assemble").toString(), "keycloak").show();
        Path folder = Files.createTempDirectory(
                Files.createDirectories(root.resolve("target")),
                "people",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path report = root.resolve("target/rehearsal-provider");
        try (OutsideProvider provider = OutsideProvider.start(root, folder)) {
            var interrupted = new Thread(provider::close, "end");
            Runtime.getRuntime().addShutdownHook(interrupted);
            try {
                provider.await();
                System.out.printf(
                        Locale.ROOT,
                        "the provider listens after %d s%n",
                        Duration.between(begun, Instant.now()).toSeconds());
                run(provider, report);
            } finally {
                Runtime.getRuntime().removeShutdownHook(interrupted);
            }
        } finally {
            delete(folder);
        }
        boolean asExpected = outcomes(report).equals(expected());
        System.out.printf(
                Locale.ROOT,
                "rehearsed in %d s: %s. The report: %s%n",
                Duration.between(begun, Instant.now()).toSeconds(),
                asExpected ? "as it has to be" : "expected " + expected() + ", got " + outcomes(report),
                report.resolve("index.html"));
        return asExpected;
    }

    private void run(OutsideProvider provider, Path report) {
        Program verify = Program.of(
                root.resolve("ci/verify").toString(),
                "--images",
                "local",
                "--provider",
                provider.file().toString(),
                "--scenario",
                String.join(",", expected().keySet()),
                "--report-directory",
                report.toString());
        for (Map.Entry<String, String> secret : provider.secrets().entrySet()) {
            verify = verify.with(secret.getKey(), secret.getValue());
        }
        try {
            int code = verify.builder().inheritIO().start().waitFor();
            if (code > 1) {
                throw new EnvironmentBroken("ci/verify ended with " + code, "read the lines above");
            }
        } catch (IOException e) {
            throw new EnvironmentBroken("ci/verify cannot be started: " + e.getMessage(), "see whether it is there", e);
        } catch (InterruptedException e) {
            throw Program.interrupted(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    private static Map<String, String> expected() {
        var expected = new TreeMap<String, String>();
        PASSING.forEach(id -> expected.put(id, "passed"));
        UNSUPPORTED.forEach(id -> expected.put(id, "not supported"));
        return expected;
    }

    private static Map<String, String> outcomes(Path report) throws IOException {
        var outcomes = new TreeMap<String, String>();
        JsonNode scenarios = JsonMapper.builder()
                .build()
                .readTree(report.resolve("conformance-report.json").toFile())
                .path("scenarios");
        scenarios.forEach(scenario -> outcomes.put(
                scenario.path("id").asText(), scenario.path("result").asText()));
        return outcomes;
    }
}
