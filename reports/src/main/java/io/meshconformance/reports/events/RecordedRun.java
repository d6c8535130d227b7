package io.meshconformance.reports.events;

import io.meshconformance.evidence.run.EnvironmentEvidence;
import io.meshconformance.reports.model.CoreUse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as it happened.
 *
 * @param started instant of the start, ISO 8601 in UTC
 * @param finished instant of the end, empty while it goes on
 * @param completed whether the plan was carried out to its end
 * @param environment what was published about the environment, null where it was not
 * @param endedBy id of the scenario at whose failure the run was told to end, null where it was not
 * @param scenarios its scenarios, each play of one on its own
 * @param cores how busy the machine was, null where that was not measured
 * @param remarks what went wrong with the events themselves, such as an unreadable file
 */
public record RecordedRun(
        String started,
        String finished,
        boolean completed,
        @Nullable EnvironmentEvidence environment,
        @Nullable String endedBy,
        List<RecordedScenario> scenarios,
        @Nullable CoreUse cores,
        List<String> remarks) {}
