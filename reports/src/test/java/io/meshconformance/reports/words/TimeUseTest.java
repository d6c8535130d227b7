package io.meshconformance.reports.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.evidence.CheckEvidence;
import io.meshconformance.evidence.run.BootStage;
import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.state.Delta;
import io.meshconformance.reports.model.state.Level;
import io.meshconformance.reports.model.state.Outcome;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TimeUseTest {

    @Test
    @DisplayName("time counts once while several scenarios play, apart from the time in which one plays, and from none")
    void counted() {
        TimeUse use = TimeUse.of(
                List.of(new BootStage("node", 0, 20_000), new BootStage("mesh", 10_000, 30_000)),
                List.of(
                        scenario(0, 60_000, 5_000, "", check(20_000), check(1_000)),
                        scenario(40_000, 10_000, 5_000, ""),
                        scenario(45_000, 10_000, 1_000, "GUIDE-001"),
                        scenario(70_000, 4_000, 1_000, "GUIDE-001"),
                        scenario(0, 0, 0, "")));

        assertEquals(new TimeUse(40_000, 15_000, 9_000, 12_000, 21_000, 84_000, 2), use);
        assertEquals(
                "Boot 40 s, scenarios side by side 15 s, one alone 9 s; 14% of the scenarios' time went into namespaces and"
                        + " workloads, 25% until changes were in force, and 2 took over a namespace.",
                use.sentence().orElseThrow());
    }

    @Test
    @DisplayName("nothing is said of a run in which no scenario played")
    void none() {
        assertTrue(
                TimeUse.of(List.of(), List.of(scenario(0, 0, 0, ""))).sentence().isEmpty());
    }

    private static ScenarioResult scenario(
            long start, long duration, long applying, String follows, CheckResult... checks) {
        return new ScenarioResult(
                "GUIDE-002",
                "title",
                "GUIDE",
                Level.CORE,
                null,
                Outcome.PASSED,
                null,
                start,
                duration,
                Delta.NEW,
                "ns",
                follows,
                List.of(),
                applying,
                List.of(),
                List.of(checks),
                List.of(),
                List.of(),
                List.of(),
                null);
    }

    private static CheckResult check(long barrier) {
        return new CheckResult(
                null,
                "check",
                "It holds",
                Outcome.PASSED,
                null,
                0,
                barrier,
                null,
                null,
                new CheckEvidence.Timings(0, barrier, 0, 0, 0, List.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "",
                List.of());
    }
}
