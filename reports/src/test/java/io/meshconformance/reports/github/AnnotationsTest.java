package io.meshconformance.reports.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.judgement.KnownFailures;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.requirements.RequirementLines;
import io.meshconformance.reports.sample.RichRun;
import io.meshconformance.reports.sample.SampleRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnotationsTest {

    private static final Ending FAILED = Ending.failed(new AssertionError("no"));

    @Test
    void aFailureStandsBesideItsPromiseAndNamesTheHop() {
        List<String> lines = Annotations.of(RichRun.failing().report());

        int line = RequirementLines.load().of("GUIDE-002");
        assertTrue(
                lines.get(0)
                        .startsWith(
                                "::error file=manifests/requirements.yaml,line=" + line
                                        + ",title=GUIDE-002 (MUST) lets somebody in::The mesh itself refuses who carries no assertion%0A"),
                lines::toString);
        assertTrue(lines.get(0).contains("%0AExpected: 403, body exactly `RBAC: access denied`"), lines::toString);
        assertTrue(lines.get(0).contains("%0AAnswered by: the application (its page)"), lines::toString);
        assertTrue(lines.stream().noneMatch(error -> error.contains("GUIDE-005")), "what is accepted is no error");
    }

    @Test
    void aMustComesBeforeAShould() {
        List<String> lines = Annotations.of(new SampleRun()
                .whole()
                .scenario("JWT-005", FAILED)
                .scenario("PROXY-001", FAILED)
                .report());

        assertTrue(lines.get(0).contains("title=PROXY-001 (MUST)"), lines::toString);
        assertTrue(lines.get(1).contains("title=JWT-005 (SHOULD)"), lines::toString);
    }

    @Test
    void thereAreTenAtMostAndTheTenthCountsTheOthers() {
        SampleRun run = new SampleRun().whole();
        SampleRun.REQUIREMENTS.requirements().stream().limit(30).forEach(promise -> run.scenario(promise.id(), FAILED));
        List<String> lines = Annotations.of(run.report());

        assertEquals(10, lines.size());
        assertTrue(lines.get(9).startsWith("::error title=21 more::21 more: "), lines.get(9));
    }

    @Test
    void tenFailuresAreTenErrors() {
        SampleRun run = new SampleRun().whole();
        SampleRun.REQUIREMENTS.requirements().stream()
                .filter(promise -> promise.strength() == io.meshconformance.reports.model.requirement.Strength.MUST)
                .limit(10)
                .forEach(promise -> run.scenario(promise.id(), FAILED));
        List<String> lines = Annotations.of(run.report());

        assertEquals(10, lines.size());
        assertTrue(lines.get(9).contains("(MUST)"), lines.get(9));
    }

    @Test
    void thereIsOneExactlyWhereTheExitCodeIsNotZero() {
        KnownFailures known = new KnownFailures(List.of(new KnownFailures.Entry(
                "GUIDE-002", "*", SampleRun.JUDGED, "r", "https://example.test/1", "2027-01-31")));
        List<SampleRun> runs = List.of(
                RichRun.passing(),
                RichRun.failing(),
                RichRun.passing().dirty(),
                RichRun.passing().died(),
                RichRun.passing().remark("check.json cannot be read"),
                new SampleRun().whole().known(known).scenario("GUIDE-002", FAILED),
                new SampleRun().whole().known(known).scenario("GUIDE-002", Ending.PASSED),
                new SampleRun().whole().scenario("GUIDE-002", Ending.skipped("no IPv6 here")),
                new SampleRun().whole().scenario("JWT-005", Ending.skipped("no IPv6 here")),
                new SampleRun().broken("No Docker."),
                new SampleRun().asked("GUIDE-002"),
                new SampleRun().scenario("GUIDE-001", Ending.PASSED));
        for (SampleRun run : runs) {
            ConformanceReport report = run.report();
            List<String> lines = Annotations.of(report);

            assertEquals(
                    report.verdict().exitCode() == 0,
                    lines.isEmpty(),
                    () -> lines + report.verdict().summary());
        }
    }

    @Test
    void aBrokenEnvironmentIsOneErrorWithItsCure() {
        List<String> lines = Annotations.of(new SampleRun()
                .broken("No Docker.")
                .scenario("GUIDE-001", new Ending(Ending.Kind.BROKEN, "", "No Docker."))
                .report());

        assertEquals("::error title=Environment broken::No Docker.%0ACure: Start Docker.", lines.get(0));
    }

    @Test
    void hostileTextForgesNoCommandAndNoProperty() {
        String hostile = "no\r\n::set-output name=x::y\n::error file=a,line=1::b %0A::error::c";
        List<String> lines = Annotations.of(new SampleRun()
                .whole()
                .scenario("GUIDE-002", Ending.failed(new AssertionError(hostile)))
                .report());

        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).lines().count() == 1, lines.get(0));
        assertTrue(
                lines.get(0).contains("no%0D%0A::set-output name=x::y%0A::error file=a,line=1::b %250A"), lines.get(0));
    }
}
