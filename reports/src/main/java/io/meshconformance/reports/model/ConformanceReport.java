package io.meshconformance.reports.model;

import io.meshconformance.evidence.run.BootStage;
import io.meshconformance.evidence.run.EnvironmentFailure;
import io.meshconformance.evidence.run.StatedSetting;
import io.meshconformance.reports.model.requirement.Area;
import io.meshconformance.reports.model.requirement.Source;
import io.meshconformance.reports.model.state.Statistics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole report. Modelled on Gateway API's ConformanceReport; every scenario is listed by name, and nothing is implied by absence.
 *
 * @param apiVersion version of this format
 * @param kind always ConformanceReport
 * @param run the run
 * @param subject what was judged
 * @param verdict the verdict
 * @param statistics counts of all scenarios
 * @param profiles results by area, sorted by name
 * @param sources documents the requirements come from
 * @param areas areas of requirements, in the order of the list
 * @param requirements every requirement, in the order of the list
 * @param scenarios every scenario, sorted by id
 * @param boot stages until the first scenario, in order of their start
 * @param settings settings of the run, sorted by key
 * @param failure why the environment broke, null where it did not
 * @param trend earlier runs that were asked for all scenarios, oldest first
 */
public record ConformanceReport(
        String apiVersion,
        String kind,
        Run run,
        Subject subject,
        Verdict verdict,
        Statistics statistics,
        List<Profile> profiles,
        List<Source> sources,
        List<Area> areas,
        List<RequirementRow> requirements,
        List<ScenarioResult> scenarios,
        List<BootStage> boot,
        List<StatedSetting> settings,
        @Nullable EnvironmentFailure failure,
        List<PastRun> trend) {

    /** Version of the format that this suite writes. */
    public static final String API_VERSION = "mesh-conformance/v1alpha4";

    /** Kind of the object. */
    public static final String KIND = "ConformanceReport";

    /** Which scenarios the run was asked for, as its settings say. */
    public Selection selection() {
        return Selection.of(settings);
    }

    /** The same report with another verdict. */
    public ConformanceReport withVerdict(Verdict other) {
        return new ConformanceReport(
                apiVersion,
                kind,
                run,
                subject,
                other,
                statistics,
                profiles,
                sources,
                areas,
                requirements,
                scenarios,
                boot,
                settings,
                failure,
                trend);
    }
}
