package io.meshconformance.reports.judgement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshconformance.evidence.ScenarioEvidence;
import io.meshconformance.evidence.declaration.Feature;
import io.meshconformance.evidence.declaration.NotSupported;
import io.meshconformance.reports.command.GatewayApiReport;
import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.events.RecordedScenario;
import io.meshconformance.reports.format.Documents;
import io.meshconformance.reports.github.StepSummary;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.Gate;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.state.VerdictResult;
import io.meshconformance.reports.sample.SampleRun;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From gates and failures to the verdict, its exit code and its sentence. JWT-005 is a SHOULD, the others are MUST. */
class VerdictsTest {

    private static final int PROMISES = SampleRun.REQUIREMENTS.requirements().size();
    private static final Ending FAILED = Ending.failed(new AssertionError("no"));
    private static final Ending SKIPPED = Ending.skipped("no IPv6 here");
    private static final Ending BROKEN = new Ending(Ending.Kind.BROKEN, "", "no node");

    @Test
    void firstMatchIsInvalidThenNonconformantThenPartialThenConformant() {
        assertVerdict(VerdictResult.INVALID, 2, run(BROKEN, FAILED).whole());
        assertVerdict(VerdictResult.NONCONFORMANT, 1, run(FAILED, SKIPPED).whole());
        assertVerdict(VerdictResult.PARTIAL, 1, run(SKIPPED, Ending.PASSED).whole());
        assertVerdict(
                VerdictResult.PARTIAL,
                0,
                run(Ending.PASSED, Ending.PASSED).whole().dirty());
        assertVerdict(
                VerdictResult.CONFORMANT, 0, run(Ending.PASSED, Ending.PASSED).whole());
    }

    @Test
    void aShouldThatFailsFailsTheRunAndLeavesItInPart() {
        SampleRun failed = new SampleRun().whole().scenario("JWT-005", FAILED);

        assertVerdict(VerdictResult.PARTIAL, 1, failed);
        assertGate(failed.report(), "should-none-failed", false);
        int passed = failed.report().statistics().passed();
        assertSays(failed, passed + " of " + (passed + 1) + " scenarios passed, 1 SHOULD failed (JWT-005); every MUST");
        assertSays(failed, "can be accepted in ci/known-failures.yaml, with a reason.");
    }

    @Test
    void ofAHundredScenariosOneMayBeUnstable() {
        assertGate(unstable(1, 100).report(), "few-unstable", true);
        assertGate(unstable(1, 99).report(), "few-unstable", false);
        assertGate(unstable(2, 199).report(), "few-unstable", false);
        assertGate(unstable(2, 200).report(), "few-unstable", true);
    }

    @Test
    void whatIsUnstableIsToldByEveryFormAndIsNoFailure() {
        SampleRun run = unstable(1, 100);
        assertSays(run, ", 1 unstable (A-000)");
        assertEquals(
                "No promise is known to be broken, 1 is unstable",
                run.report().verdict().heading());
        String summary = new String(StepSummary.of(run.report()), StandardCharsets.UTF_8);
        assertTrue(summary.contains("Unstable: failed, and held when played once more"), summary);
        String gateway = GatewayApiReport.of(run.report()).toString();
        assertTrue(gateway.contains("statistics={Passed=99, Failed=0, Skipped=1}"), gateway);
        assertTrue(gateway.contains("skippedTests=[A-000]"), gateway);
    }

    private static SampleRun unstable(int unstable, int scenarios) {
        SampleRun run = new SampleRun();
        for (int i = 0; i < scenarios; i++) {
            String id = "A-%03d".formatted(i);
            run = i < unstable ? run.unstable(id) : run.scenario(id, Ending.PASSED);
        }
        return run;
    }

    @Test
    void whatIsJudgedMayLackWhatAScenarioIsAbout() {
        Ending lacking = Ending.aborted(new NotSupported(Feature.GATEWAY_API, "It reads Ingresses alone."));
        SampleRun run = new SampleRun()
                .whole()
                .add(new RecordedScenario(
                        "GUIDE-002",
                        "a title",
                        lacking,
                        0,
                        0,
                        new ScenarioEvidence("ns", "", List.of(), List.of(), 0),
                        List.of(),
                        List.of(),
                        null,
                        false));

        assertVerdict(VerdictResult.CONFORMANT, 0, run);
        assertSays(run, run.report().statistics().passed() + " scenarios passed, 1 not supported, and every MUST");
        assertGate(run.report(), "must-all-covered", true);
        ScenarioResult scenario = run.report().scenarios().stream()
                .filter(one -> one.id().equals("GUIDE-002"))
                .findFirst()
                .orElseThrow();
        assertEquals("not supported: gateway-api. It reads Ingresses alone.", scenario.reason());
        assertVerdict(VerdictResult.PARTIAL, 1, new SampleRun().whole().scenario("GUIDE-002", SKIPPED));
    }

    @Test
    void aShouldWhoseFailureIsAcceptedLeavesTheExitCodeAlone() {
        SampleRun accepted = new SampleRun()
                .whole()
                .known(new KnownFailures(
                        List.of(new KnownFailures.Entry("JWT-005", "*", SampleRun.JUDGED, "r", "l", "2027-01-31"))))
                .scenario("JWT-005", FAILED);

        assertVerdict(VerdictResult.PARTIAL, 0, accepted);
        assertSays(accepted, ", 1 failed as expected; ");
    }

    @Test
    void theExitCodeFollowsFromWhatTheFileSaysWithoutIt() throws Exception {
        for (SampleRun run : List.of(
                run(Ending.PASSED, Ending.PASSED).whole(),
                run(Ending.PASSED, Ending.PASSED),
                run(Ending.PASSED, FAILED).whole(),
                run(BROKEN, Ending.PASSED),
                new SampleRun().whole().scenario("JWT-005", FAILED))) {
            ConformanceReport report = run.report();
            ObjectNode tree = (ObjectNode) Documents.JSON.readTree(Documents.json(report));
            int written = ((ObjectNode) tree.get("verdict")).remove("exitCode").asInt();

            assertEquals(report.verdict().exitCode(), written);
            assertEquals(
                    written,
                    Documents.JSON
                            .treeToValue(tree, ConformanceReport.class)
                            .verdict()
                            .exitCode());
        }
    }

    @Test
    void aRunThatWasAskedForAFewSaysSoAndIsPartOfTheAnswerOnly() {
        SampleRun one = new SampleRun().asked("GUIDE-002").scenario("GUIDE-002", Ending.PASSED);
        SampleRun two = run(Ending.PASSED, SKIPPED).asked("GUIDE-001", "GUIDE-002");
        SampleRun broken = new SampleRun().asked("GUIDE-002").scenario("GUIDE-002", FAILED);

        assertVerdict(VerdictResult.PARTIAL, 0, one);
        assertSays(one, "Of " + PROMISES + " promises only GUIDE-002 was asked for: it holds.");
        assertVerdict(VerdictResult.PARTIAL, 1, two);
        assertSays(
                two,
                "Of " + PROMISES
                        + " promises only 2 were asked for (GUIDE-001, GUIDE-002): 1 of 2 scenarios passed, 1 not judged.");
        assertVerdict(VerdictResult.NONCONFORMANT, 1, broken);
        assertSays(broken, "(GUIDE-002); of " + PROMISES + " promises only GUIDE-002 was asked for.");
        assertVerdict(
                VerdictResult.INVALID, 2, one.scenario("GUIDE-001", BROKEN).asked("GUIDE-001"));
    }

    @Test
    void theHeadingSaysWhatItMeansToThePeopleBehindTheProxy() {
        SampleRun several = new SampleRun()
                .whole()
                .scenario("GUIDE-002", FAILED)
                .scenario("JWT-004", FAILED)
                .scenario("PROXY-001", FAILED)
                .scenario("PROXY-003", FAILED);
        KnownFailures known = new KnownFailures(
                List.of(new KnownFailures.Entry("GUIDE-002", "*", SampleRun.JUDGED, "r", "l", "2027-01-31")));

        assertHeading(
                "1 promise broken: it lets somebody in",
                run(Ending.PASSED, FAILED).whole());
        assertHeading(
                "2 promises broken: 1 lets somebody in, 1 keeps everybody out",
                run(FAILED, FAILED).whole());
        assertHeading("4 promises broken: 2 let somebody in, 1 leaks, 1 keeps everybody out", several);
        assertHeading(
                "2 promises broken: they let somebody in; 1 SHOULD not kept: it misleads",
                new SampleRun()
                        .whole()
                        .scenario("GUIDE-002", FAILED)
                        .scenario("GUIDE-004", FAILED)
                        .scenario("DRIFT-001", FAILED));
        assertHeading("1 SHOULD not kept: it misleads", new SampleRun().whole().scenario("DRIFT-001", FAILED));
        assertHeading(
                "1 promise broken, as known: it lets somebody in",
                run(Ending.PASSED, FAILED).whole().known(known));
        assertHeading("Every promise holds", run(Ending.PASSED, Ending.PASSED).whole());
        assertHeading(
                "No promise is known to be broken", run(Ending.PASSED, SKIPPED).whole());
        assertHeading(
                "The promise that was asked for holds",
                new SampleRun().asked("GUIDE-002").scenario("GUIDE-002", Ending.PASSED));
        assertHeading("Nothing is proved by this run", run(BROKEN, FAILED).whole());
    }

    @Test
    void whereAllWereAskedForAMustThatNobodyJudgedFailsTheRun() {
        SampleRun lost = run(Ending.PASSED, Ending.PASSED);

        assertVerdict(VerdictResult.PARTIAL, 1, lost);
        assertGate(lost.report(), "must-all-covered", false);
        assertGate(run(Ending.PASSED, SKIPPED).whole().report(), "must-all-covered", false);
        assertGate(run(Ending.PASSED, FAILED).whole().report(), "must-all-covered", true);
        assertGate(run(Ending.PASSED, SKIPPED).asked("GUIDE-001").report(), "must-all-covered", null);
    }

    @Test
    void aRunThatDiedABrokenEnvironmentOrALostEventIsInvalid() {
        assertVerdict(
                VerdictResult.INVALID, 2, run(Ending.PASSED, Ending.PASSED).died());
        assertVerdict(
                VerdictResult.INVALID, 2, run(Ending.PASSED, Ending.PASSED).broken("No Docker."));
        assertVerdict(
                VerdictResult.INVALID, 2, run(Ending.PASSED, Ending.PASSED).remark("check.json torn"));
        assertVerdict(VerdictResult.INVALID, 2, new SampleRun());
    }

    private static SampleRun run(Ending first, Ending second) {
        return new SampleRun().scenario("GUIDE-001", first).scenario("GUIDE-002", second);
    }

    private static void assertVerdict(VerdictResult result, int exitCode, SampleRun run) {
        ConformanceReport report = run.report();
        assertEquals(result, report.verdict().result(), report.verdict().summary());
        assertEquals(exitCode, report.verdict().exitCode(), report.verdict().summary());
    }

    private static void assertSays(SampleRun run, String part) {
        String summary = run.report().verdict().summary();
        assertTrue(summary.contains(part), summary);
    }

    private static void assertHeading(String heading, SampleRun run) {
        assertEquals(heading, run.report().verdict().heading());
    }

    private static void assertGate(ConformanceReport report, String id, @Nullable Boolean passed) {
        Map<String, Boolean> gates =
                report.verdict().gates().stream().collect(Collectors.toMap(Gate::id, Gate::passed));
        assertEquals(passed, gates.get(id));
    }
}
