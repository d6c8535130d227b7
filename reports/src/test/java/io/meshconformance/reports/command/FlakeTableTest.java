package io.meshconformance.reports.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.sample.SampleRun;
import io.meshconformance.run.EnvironmentBroken;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FlakeTableTest {

    private static final ConformanceReport GREEN = report(Ending.PASSED);
    private static final ConformanceReport RED = report(Ending.failed(new AssertionError("no")));

    @Test
    void aCheckThatNeverFailedStillHasAHighestRate() {
        FlakeTable table = FlakeTable.of(Collections.nCopies(20, GREEN));
        assertEquals(0, table.exitCode());
        FlakeTable.Row check = table.checks().get(0);
        assertEquals(20, check.judged());
        assertEquals(0, check.lowest());
        // 1 - 0.025^(1/20): the exact interval for no failure in twenty.
        assertEquals(0.1684, check.highest(), 0.0001);
        assertEquals(
                List.of("Runs: 20. Checks: 1, not always green: 0. One that never failed fails in at most 16.8 % of its"
                        + " plays (95 % confidence)."),
                table.lines());
    }

    @Test
    void oneFailureIsToldWithItsRange() {
        FlakeTable table = FlakeTable.of(Stream.concat(Collections.nCopies(19, GREEN).stream(), Stream.of(RED))
                .toList());
        assertEquals(1, table.exitCode());
        assertEquals(
                "GUIDE-002  check failed in 1 of 20 plays, a rate of 0.1 to 24.9 %",
                table.lines().get(1));
    }

    @Test
    void aBrokenRunIsNeitherGreenNorRed() {
        FlakeTable table =
                FlakeTable.of(List.of(GREEN, report(Ending.failed(new EnvironmentBroken("no answer", "look")))));
        assertEquals(2, table.exitCode());
        assertTrue(table.lines()
                .get(1)
                .endsWith("failed in 0 of 1 plays, a rate of 0.0 to 97.5 %, and was not judged in 1"));
    }

    @Test
    void aCheckThatHeldWhenItWasPlayedOnceMoreFailedInOneOfTwoPlays() {
        ConformanceReport unstable = new SampleRun().unstable("GUIDE-002").report();
        FlakeTable table = FlakeTable.of(List.of(GREEN, unstable));
        assertEquals(1, table.exitCode());
        assertTrue(table.lines().get(1).startsWith("GUIDE-002  check failed in 1 of 3 plays"), table.lines()::toString);
    }

    private static ConformanceReport report(Ending check) {
        return new SampleRun().scenario("GUIDE-002", check).report();
    }
}
