package io.meshconformance.harness.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.meshconformance.harness.cluster.Preflight;
import io.meshconformance.harness.kube.Manifest;
import io.meshconformance.harness.scenario.EnvironmentBroken;
import io.meshconformance.harness.scenario.WrongUse;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** The look before anything is built: {@code mvn verify} runs it first, so that a miss is told within seconds. */
public final class PreflightCommand {

    /** Exit code when the environment lacks something. */
    public static final int BROKEN = 2;

    /** Exit code when the run was asked for in a way that cannot be. */
    public static final int WRONG = 3;

    private PreflightCommand() {}

    /**
     * Looks, prints, and exits with 0, {@value #BROKEN} or {@value #WRONG}.
     *
     * @param args none; settings are system properties
     */
    public static void main(String[] args) {
        System.exit(run(System.getProperties(), System.out, System.err));
    }

    /**
     * Looks and prints.
     *
     * @param properties usually the system properties
     * @param out told of choices
     * @param err told of misses and their cures
     * @return the exit code
     */
    static int run(Properties properties, PrintStream out, PrintStream err) {
        try {
            Settings settings = Settings.from(properties);
            settings.requireKnownScenarios(knownScenarios());
            if (!settings.reuse()) {
                // A kept node remembers its images; attaching to it looks for them.
                new Preflight(settings.cache(), out::println).look(settings.images(), settings.imageOverrides());
            }
            return 0;
        } catch (WrongUse e) {
            err.println("wrong use: " + e.getMessage());
            return WRONG;
        } catch (EnvironmentBroken e) {
            err.println("Nothing was judged. What is missing:");
            e.miss().lines().forEach(miss -> err.println("  - " + miss));
            err.println("What to do:");
            e.cure().lines().forEach(cure -> err.println("  - " + cure));
            return BROKEN;
        }
    }

    /** Every id a scenario may have: those of the requirements. */
    static Set<String> knownScenarios() {
        try {
            JsonNode requirements = new YAMLMapper()
                    .readTree(Manifest.text("requirements.yaml"))
                    .path("requirements");
            var ids = new TreeSet<String>();
            requirements.forEach(requirement -> ids.add(requirement.path("id").asText()));
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
