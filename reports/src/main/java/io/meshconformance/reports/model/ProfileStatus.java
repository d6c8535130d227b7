package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One level of a profile.
 *
 * @param result its result
 * @param statistics its counts
 * @param failedScenarios ids, sorted
 * @param skippedScenarios ids, sorted
 * @param errorScenarios ids, sorted
 * @param supportedFeatures features that what was judged declares, sorted
 * @param unsupportedFeatures features it declares to lack, sorted
 * @param untestedFeatures features the scenarios name and nothing is declared about, sorted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProfileStatus(
        ProfileResult result,
        Statistics statistics,
        List<String> failedScenarios,
        List<String> skippedScenarios,
        List<String> errorScenarios,
        List<String> supportedFeatures,
        List<String> unsupportedFeatures,
        List<String> untestedFeatures) {

    /** Reads what is absent as empty. */
    public ProfileStatus {
        failedScenarios = Absent.list(failedScenarios);
        skippedScenarios = Absent.list(skippedScenarios);
        errorScenarios = Absent.list(errorScenarios);
        supportedFeatures = Absent.list(supportedFeatures);
        unsupportedFeatures = Absent.list(unsupportedFeatures);
        untestedFeatures = Absent.list(untestedFeatures);
    }
}
