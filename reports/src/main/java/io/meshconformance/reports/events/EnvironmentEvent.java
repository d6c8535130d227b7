package io.meshconformance.reports.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.meshconformance.reports.model.BootStage;
import io.meshconformance.reports.model.Component;
import io.meshconformance.reports.model.EnvironmentFailure;
import io.meshconformance.reports.model.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code environment.json}, published once per run.
 *
 * @param run the run's own facts
 * @param catalogue name of the image catalogue
 * @param components what is judged
 * @param boot stages until the first scenario
 * @param settings settings of the run
 * @param features what the parts declare about optional features
 * @param failure why the environment broke, null where it did not
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EnvironmentEvent(
        @Nullable RunFacts run,
        @Nullable String catalogue,
        @Nullable List<Component> components,
        @Nullable List<BootStage> boot,
        @Nullable List<Setting> settings,
        @Nullable Features features,
        @Nullable EnvironmentFailure failure) {

    /** An event that says nothing: what a run that died before its environment opened has. */
    public static final EnvironmentEvent NONE = new EnvironmentEvent(null, null, null, null, null, null, null);

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
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record RunFacts(
            @Nullable String id,
            @Nullable String started,
            long seed,
            @Nullable String reproduce,
            @Nullable String commit,
            boolean dirty,
            @Nullable String version) {}

    /**
     * What the parts declare about optional features.
     *
     * @param supported names of features they have
     * @param unsupported names of features they lack
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Features(
            @Nullable List<String> supported, @Nullable List<String> unsupported) {}

    /** Names of the features that are declared to be there. */
    public List<String> supportedFeatures() {
        return features == null || features.supported() == null ? List.of() : features.supported();
    }

    /** Names of the features that are declared to lack. */
    public List<String> unsupportedFeatures() {
        return features == null || features.unsupported() == null ? List.of() : features.unsupported();
    }
}
