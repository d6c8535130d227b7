package io.meshconformance.evidence.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded of the environment: the file {@code environment.json}, which the first scenario of a run publishes.
 *
 * @param run the run's own facts
 * @param catalogue name of the image catalogue; null where no environment came up
 * @param components what is judged
 * @param boot stages until the first scenario
 * @param settings settings of the run, redacted
 * @param failure why the environment broke, null where it did not
 */
public record EnvironmentEvidence(
        RunFacts run,
        @Nullable String catalogue,
        List<JudgedPart> components,
        List<BootStage> boot,
        List<StatedSetting> settings,
        @Nullable EnvironmentFailure failure) {

    /** Name of its file. */
    public static final String FILE = "environment.json";

    /**
     * The run's own facts.
     *
     * @param id id of the run
     * @param started instant of the start, ISO 8601
     * @param seed seed of every random choice
     * @param reproduce command that runs the same again
     * @param commit commit of the suite, empty where unknown
     * @param dirty true where the working tree had changes
     * @param version version of the suite
     */
    public record RunFacts(
            String id, String started, long seed, String reproduce, String commit, boolean dirty, String version) {}
}
