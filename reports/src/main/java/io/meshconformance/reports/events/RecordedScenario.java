package io.meshconformance.reports.events;

import io.meshconformance.evidence.ScenarioEvidence;
import io.meshconformance.reports.model.DebugBundle;
import io.meshconformance.reports.model.Screenshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scenario as it was played once; a run that repeats scenarios, or plays once more what failed, has several of the same id.
 *
 * @param id its stable id
 * @param title its title
 * @param ending how its container ended, null where it never started
 * @param startMillis when it started, in milliseconds of the epoch; zero where it never did
 * @param millis how long it took
 * @param evidence what it published
 * @param checks its checks, in the order in which they stand in the source, those that never started too
 * @param screenshots pictures it published
 * @param debug the state of the cluster when it failed, null where it did not
 * @param confirming whether it was played once more because it had failed
 */
public record RecordedScenario(
        String id,
        String title,
        @Nullable Ending ending,
        long startMillis,
        long millis,
        ScenarioEvidence evidence,
        List<RecordedCheck> checks,
        List<Screenshot> screenshots,
        @Nullable DebugBundle debug,
        boolean confirming) {}
