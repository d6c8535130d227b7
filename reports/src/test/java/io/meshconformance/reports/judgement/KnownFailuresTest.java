package io.meshconformance.reports.judgement;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.evidence.CheckEvidence;
import io.meshconformance.evidence.ScenarioEvidence;
import io.meshconformance.evidence.run.JudgedPart;
import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.events.RecordedCheck;
import io.meshconformance.reports.events.RecordedScenario;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.state.VerdictResult;
import io.meshconformance.reports.sample.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownFailuresTest {

    private static final Ending FAILED = Ending.failed(new AssertionError("no"));

    @TempDir
    Path folder;

    @Test
    void anExpectedFailureIsShownAndDoesNotFailTheRun() {
        ConformanceReport report = new SampleRun()
                .asked("GUIDE-001")
                .known(until("2027-01-31"))
                .scenario("GUIDE-001", FAILED)
                .report();

        assertEquals(1, report.statistics().failed(), "it is counted as failed");
        assertEquals(VerdictResult.PARTIAL, report.verdict().result(), "and never read as conformant");
        assertEquals(0, report.verdict().exitCode());
        assertEquals(
                "a reason",
                requireNonNull(report.scenarios().get(0).checks().get(0).knownFailure())
                        .reason());
    }

    @Test
    void oneThatPassesFailsTheRun() {
        ConformanceReport report = new SampleRun()
                .whole()
                .known(until("2027-01-31"))
                .scenario("GUIDE-001", Ending.PASSED)
                .report();

        assertEquals(1, report.verdict().exitCode());
        assertTrue(report.verdict().gates().stream()
                .anyMatch(gate -> gate.id().equals("known-failures-still-fail") && !gate.passed()));
    }

    @Test
    void afterItsLastDayItCountsAgain() {
        assertEquals(0, exitCode("2026-11-22"));
        assertEquals(1, exitCode("2026-11-21"));
    }

    @Test
    void aSecondFailureOfTheSameScenarioIsNotExcused() {
        ConformanceReport report = new SampleRun()
                .known(new KnownFailures(List.of(
                        new KnownFailures.Entry("GUIDE-001", "other", SampleRun.JUDGED, "r", "l", "2027-01-31"))))
                .scenario("GUIDE-001", FAILED)
                .report();

        assertEquals(VerdictResult.NONCONFORMANT, report.verdict().result());
    }

    @Test
    void aScenarioThatFailedBesideItsChecksIsNotExcused() {
        RecordedCheck check = new RecordedCheck("check", "a sentence", FAILED, 0, 12, CheckEvidence.NONE);
        ConformanceReport report = new SampleRun()
                .whole()
                .known(until("2027-01-31"))
                .add(new RecordedScenario(
                        "GUIDE-001",
                        "title",
                        FAILED,
                        0,
                        40,
                        ScenarioEvidence.NONE,
                        List.of(check),
                        List.of(),
                        null,
                        false))
                .report();

        assertEquals(VerdictResult.NONCONFORMANT, report.verdict().result());
    }

    @Test
    void aFailureIsExpectedOfWhatItWasSeenOnAlone() {
        KnownFailures seen = new KnownFailures(List.of(new KnownFailures.Entry(
                "GUIDE-001", "*", List.of("proxy v0.32.9", "proxy v0.33.1"), "r", "l", "2027-01-31")));
        JudgedPart released = new JudgedPart("proxy", "proxy", "", "v0.33.1", "", "", "", false);
        JudgedPart later = new JudgedPart("proxy", "proxy", "", "v0.33.2", "", "", "", false);
        JudgedPart reference = new JudgedPart("proxy", "proxy", "reference proxy", "v0.33.1", "", "", "", true);

        assertEquals(seen, seen.on(List.of(released)));
        assertEquals(KnownFailures.NONE, seen.on(List.of(later)), "another version is judged by what it does");
        assertEquals(KnownFailures.NONE, seen.on(List.of(reference)), "so is what stands in for the product");
        assertEquals(
                1,
                new SampleRun()
                        .whole()
                        .known(seen)
                        .scenario("GUIDE-001", FAILED)
                        .report()
                        .verdict()
                        .exitCode());
        assertEquals(
                0,
                new SampleRun()
                        .whole()
                        .known(seen)
                        .scenario("GUIDE-001", Ending.PASSED)
                        .report()
                        .verdict()
                        .exitCode(),
                "and an entry that does not count is not out of date");
    }

    @Test
    void oneThatDidNotRunIsNotStale() {
        ConformanceReport report = new SampleRun()
                .asked("GUIDE-002")
                .known(until("2027-01-31"))
                .scenario("GUIDE-002", Ending.PASSED)
                .report();

        assertEquals(0, report.verdict().exitCode());
    }

    @Test
    void anAbsentFileExpectsNothing() throws IOException {
        assertEquals(KnownFailures.NONE, KnownFailures.read(folder.resolve("absent.yaml")));
    }

    @Test
    void whatCannotBeReadIsToldWithFileAndLine() throws IOException {
        assertRefused("knownFailures:\n- {id: A\n", "line 3");
        assertRefused("knownFailures:\n- {id: GUIDE-001, check: x, reason: r, until: '2027-01-31'}\n", "needs id");
        String known = "knownFailures:\n- {id: GUIDE-001, check: x, reason: r, link: l, ";
        assertRefused(known + "seenOn: [proxy v1], until: soon}\n", "no day such as");
        assertRefused(known + "until: '2027-01-31'}\n", "such as [proxy v0.33.1]");
        assertRefused(known + "seenOn: [], until: '2027-01-31'}\n", "such as [proxy v0.33.1]");
        assertRefused(known + "seenOn: [v0.33.1], until: '2027-01-31'}\n", "such as [proxy v0.33.1]");
        assertRefused("knownFailure: []\n", "knownFailure");
        assertRefused("knownFailures: [null]\n", "is empty");
        assertRefused("knownFailures: []\nknownFailures: []\n", "line 2");
        assertRefused(known + "seenOn: [proxy v1], until: +12027-01-31}\n", "no day such as");
    }

    @Test
    void aFileThatIsNoTextIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("known.yaml"), new byte[] {'#', (byte) 0xff, '\n'});
        assertTrue(assertThrows(IOException.class, () -> KnownFailures.read(file))
                .toString()
                .contains("known.yaml"));
    }

    @Test
    void aFileThatOnlyHoldsCommentsExpectsNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("known.yaml"), "# nothing\n");

        assertEquals(KnownFailures.NONE, KnownFailures.read(file));
        Files.writeString(file, "---\n# nothing\n");
        assertEquals(KnownFailures.NONE, KnownFailures.read(file));
    }

    private void assertRefused(String yaml, String part) throws IOException {
        Path file = Files.writeString(folder.resolve("known.yaml"), yaml);
        IOException refusal = assertThrows(IOException.class, () -> KnownFailures.read(file));
        assertTrue(refusal.toString().contains("known.yaml"), refusal.toString());
        assertTrue(refusal.toString().contains(part), refusal.toString());
        assertFalse(requireNonNull(refusal.getMessage()).isBlank());
    }

    private static int exitCode(String until) {
        return new SampleRun()
                .whole()
                .known(until(until))
                .scenario("GUIDE-001", FAILED)
                .report()
                .verdict()
                .exitCode();
    }

    private static KnownFailures until(String day) {
        return new KnownFailures(List.of(new KnownFailures.Entry(
                "GUIDE-001", "a sentence", SampleRun.JUDGED, "a reason", "https://example.test/1", day)));
    }
}
