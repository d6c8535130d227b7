package io.meshconformance.reports.judgement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.state.Delta;
import io.meshconformance.reports.page.Trend;
import io.meshconformance.reports.sample.RichRun;
import io.meshconformance.reports.sample.SampleRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangesTest {

    private static final Ending FAILED = Ending.failed(new AssertionError("no"));
    private static final Ending BROKEN = new Ending(Ending.Kind.BROKEN, "", "no node");

    @Test
    void tellsWhatBrokeWhatWasMendedAndWhatIsNew() {
        History earlier = History.NONE.with(new SampleRun()
                .id("n1")
                .scenario("GUIDE-001", Ending.PASSED)
                .scenario("GUIDE-002", FAILED)
                .scenario("GUIDE-003", Ending.PASSED)
                .scenario("GUIDE-006", Ending.PASSED)
                .report());
        ConformanceReport now = new SampleRun()
                .history(earlier)
                .scenario("GUIDE-001", FAILED)
                .scenario("GUIDE-002", Ending.PASSED)
                .scenario("GUIDE-003", Ending.PASSED)
                .scenario("GUIDE-004", Ending.PASSED)
                .report();
        Changes changes = Changes.since(earlier, now);

        assertEquals(
                List.of("GUIDE-001 regressed", "GUIDE-002 fixed", "GUIDE-004 new"),
                changes.scenarios().stream()
                        .map(scenario -> scenario.id() + " " + scenario.change())
                        .toList());
        assertEquals(List.of("GUIDE-006"), changes.notLoaded());
        assertEquals(List.of(), changes.versions());
    }

    @Test
    void neverDisagreesWithWhatTheScenarioItselfSays() {
        ConformanceReport report = RichRun.failing().report();
        Changes changes = Changes.since(new History(report.trend()), report);

        for (ScenarioResult scenario : report.scenarios()) {
            Delta told = changes.scenarios().stream()
                    .filter(candidate -> candidate.id().equals(scenario.id()))
                    .map(Changes.Scenario::delta)
                    .findFirst()
                    .orElse(Delta.SAME);
            assertEquals(scenario.delta(), told, scenario.id());
        }
    }

    @Test
    void whatPassedAndIsNotJudgedNowIsCountedAndNotCalledBroken() {
        SampleRun sound = new SampleRun().id("n1");
        SampleRun broken = new SampleRun();
        List<String> ids = List.of("GUIDE-001", "GUIDE-002", "GUIDE-003");
        ids.forEach(id -> sound.scenario(id, Ending.PASSED));
        History earlier = History.NONE.with(sound.scenario("GUIDE-004", FAILED).report());
        broken.scenario("GUIDE-001", BROKEN)
                .scenario("GUIDE-002", Ending.skipped("no IPv6 here"))
                .scenario("GUIDE-003", Ending.skipped("x"))
                .scenario("GUIDE-004", BROKEN);
        ConformanceReport report = broken.history(earlier).report();

        assertEquals(
                List.of(Delta.UNJUDGED, Delta.UNJUDGED, Delta.UNJUDGED, Delta.SAME),
                report.scenarios().stream().map(ScenarioResult::delta).toList());
        assertEquals(
                "3 unjudged (GUIDE-001, GUIDE-002, GUIDE-003); 1 otherwise (GUIDE-004).", new Trend(report).inWords());
    }

    @Test
    void aBrokenEnvironmentRegressesNothingAndIsSkippedWhenLookingBack() {
        History sound = History.NONE.with(
                new SampleRun().id("n1").scenario("GUIDE-001", Ending.PASSED).report());
        ConformanceReport broken = new SampleRun()
                .id("n2")
                .history(sound)
                .scenario("GUIDE-001", BROKEN)
                .report();
        ConformanceReport mended = new SampleRun()
                .id("n3")
                .history(sound.with(broken))
                .scenario("GUIDE-001", Ending.PASSED)
                .report();

        assertEquals(Delta.UNJUDGED, broken.scenarios().get(0).delta());
        assertEquals(Delta.SAME, mended.scenarios().get(0).delta());
        assertTrue(Changes.since(sound.with(broken), mended).scenarios().isEmpty());
    }

    @Test
    void aRunThatWasAskedForAFewIsComparedForThoseAndNothingElse() {
        History earlier = History.NONE.with(new SampleRun()
                .id("n1")
                .scenario("GUIDE-001", Ending.PASSED)
                .scenario("GUIDE-002", Ending.PASSED)
                .report());
        ConformanceReport report = new SampleRun()
                .asked("GUIDE-001")
                .history(earlier)
                .scenario("GUIDE-001", FAILED)
                .report();

        assertEquals("n1", report.run().previous());
        assertEquals(Delta.REGRESSED, report.scenarios().get(0).delta());
        assertEquals(List.of(), Changes.since(earlier, report).notLoaded());
        assertEquals(earlier.runs(), new Trend(report).runs(), "the plot shows runs of all scenarios");
    }
}
