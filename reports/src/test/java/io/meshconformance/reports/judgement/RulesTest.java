package io.meshconformance.reports.judgement;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.evidence.CheckEvidence;
import io.meshconformance.reports.command.ArchiveName;
import io.meshconformance.reports.command.GatewayApiReport;
import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.events.RecordedCheck;
import io.meshconformance.reports.format.Documents;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.Gate;
import io.meshconformance.reports.model.Profile;
import io.meshconformance.reports.model.ProfileStatus;
import io.meshconformance.reports.model.RequirementRow;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.reports.model.state.ProfileResult;
import io.meshconformance.reports.model.state.RequirementResult;
import io.meshconformance.reports.model.state.Statistics;
import io.meshconformance.reports.sample.RichRun;
import io.meshconformance.reports.sample.SampleRun;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The rules a schema cannot say. JWT-005 is a SHOULD, GUIDE-001 and GUIDE-002 are MUST. */
class RulesTest {

    private static final Ending FAILED = Ending.failed(new AssertionError("no"));
    private static final Ending SKIPPED = Ending.skipped("no IPv6 here");
    private static final Ending BROKEN = new Ending(Ending.Kind.BROKEN, "", "no node");

    @Nested
    class Counts {

        @Test
        void nothingThatWasLoadedIsLost() {
            ConformanceReport report = RichRun.failing().report();

            assertEquals(report.scenarios().size(), report.statistics().declared());
            for (Profile profile : report.profiles()) {
                int listed = (int) report.scenarios().stream()
                        .filter(scenario -> scenario.profile().equals(profile.name()))
                        .count();
                int counted = Stream.of(profile.core(), profile.extended())
                        .filter(Objects::nonNull)
                        .mapToInt(status -> status.statistics().declared())
                        .sum();
                assertEquals(listed, counted, profile.name());
            }
        }

        @Test
        void partsThatDoNotAddUpAreRefused() {
            assertThrows(IllegalArgumentException.class, () -> new Statistics(3, 1, 1, 0, 0, 0, 0));
        }
    }

    @Nested
    class ProfileResults {

        @Test
        void firstMatchIsInvalidThenFailureThenPartialThenSuccess() {
            assertEquals(ProfileResult.INVALID, core(BROKEN, FAILED).result());
            assertEquals(ProfileResult.FAILURE, core(SKIPPED, FAILED).result());
            assertEquals(ProfileResult.PARTIAL, core(SKIPPED, Ending.PASSED).result());
            assertEquals(
                    ProfileResult.SUCCESS, core(Ending.PASSED, Ending.PASSED).result());
        }
    }

    @Nested
    class Requirements {

        @Test
        void everyOneAppearsOnceAndIsUncoveredWhereNoScenarioNamesIt() {
            List<RequirementRow> rows = run(Ending.PASSED, FAILED).report().requirements();

            int lines = SampleRun.REQUIREMENTS.requirements().size();
            assertEquals(lines, rows.size());
            assertEquals(lines, rows.stream().map(RequirementRow::id).distinct().count());
            assertEquals(RequirementResult.PASSED, row(rows, "GUIDE-001").result());
            assertEquals(RequirementResult.FAILED, row(rows, "GUIDE-002").result());
            assertEquals(RequirementResult.UNCOVERED, row(rows, "POL-001").result());
        }

        @Test
        void aScenarioThatProvesNothingOfTheListFailsAGate() {
            ConformanceReport report =
                    new SampleRun().scenario("GUIDE-999", Ending.PASSED).report();

            assertGate(report, "requirements-known", false);
        }

        @Test
        void theReportNamesTheListByItsDigest() {
            assertEquals(
                    SampleRun.REQUIREMENTS.sha256(),
                    run(FAILED, FAILED).report().run().requirements().sha256());
        }
    }

    @Nested
    class Scenarios {

        @Test
        void oneWithoutAnyCheckFails() {
            ScenarioResult scenario = only(new SampleRun().scenario("GUIDE-001", new RecordedCheck[0]));

            assertEquals(Outcome.FAILED, scenario.result());
        }

        @Test
        void oneOfWhoseChecksOneWasNotJudgedIsNotPassed() {
            ScenarioResult scenario = only(new SampleRun().scenario("GUIDE-001", check(Ending.PASSED), check(SKIPPED)));

            assertEquals(Outcome.SKIPPED, scenario.result());
            assertEquals("1 of 2 checks not judged: no IPv6 here", scenario.reason());
        }
    }

    @Nested
    class Files {

        @Test
        void nameComesFromContents() {
            assertEquals(
                    "2026-11-22-sidecar-reference-proxy-0.1.0-istiod-1.30.3-report.yaml",
                    ArchiveName.of(run(FAILED, FAILED).report()));
        }

        @Test
        void sameInputGivesSameBytes() {
            assertEquals(text(RichRun.failing()), text(RichRun.failing()));
        }

        @Test
        void noClockStandsOutsideTheRunBlock() {
            String yaml = text(RichRun.passing());
            String outside = yaml.substring(yaml.indexOf("\nsubject:"));

            assertTrue(outside.lines().noneMatch(line -> line.contains("2026-11-22T")));
        }

        @Test
        void aReaderGetsBackWhatWasWritten() throws Exception {
            ConformanceReport report = RichRun.failing().report();

            assertEquals(report, Documents.YAML.readValue(Documents.yaml(report), ConformanceReport.class));
            assertEquals(report, Documents.JSON.readValue(Documents.json(report), ConformanceReport.class));
        }

        @Test
        void gatewayApiToolsFindEveryNameTheyKnow() {
            Map<String, Object> projected =
                    GatewayApiReport.of(run(FAILED, SKIPPED).report());

            assertEquals("ConformanceReport", projected.get("kind"));
            Map<?, ?> profile = (Map<?, ?>)
                    requireNonNull((List<?>) projected.get("profiles")).get(0);
            Map<?, ?> core = (Map<?, ?>) requireNonNull(profile.get("core"));
            assertEquals("failure", core.get("result"));
            assertEquals(List.of("GUIDE-001"), core.get("failedTests"));
            assertEquals(List.of("GUIDE-002"), core.get("skippedTests"));
            assertEquals(Map.of("Passed", 0, "Failed", 1, "Skipped", 1), core.get("statistics"));
        }

        @Test
        void historyKeepsSixtyRunsWithoutEvidence() throws Exception {
            History history =
                    RichRun.history(75).with(RichRun.failing().id("now").report());

            assertEquals(History.CAP, history.runs().size());
            assertEquals("now", history.last().orElseThrow().id());
            String line = Documents.JSON.writeValueAsString(history.last().orElseThrow());
            Set<String> keys = new HashSet<>();
            Documents.JSON.readTree(line).fieldNames().forEachRemaining(keys::add);
            assertEquals(
                    Set.of("id", "started", "verdict", "durationMs", "statistics", "components", "scenarios"), keys);
        }
    }

    private static SampleRun run(Ending first, Ending second) {
        return new SampleRun().scenario("GUIDE-001", first).scenario("GUIDE-002", second);
    }

    private static RecordedCheck check(Ending ending) {
        return new RecordedCheck("check", "a sentence", ending, 0, 1, CheckEvidence.NONE);
    }

    private static ProfileStatus core(Ending first, Ending second) {
        return core(run(first, second).report());
    }

    private static ProfileStatus core(ConformanceReport report) {
        return Objects.requireNonNull(report.profiles().get(0).core());
    }

    private static ScenarioResult only(SampleRun run) {
        return run.report().scenarios().get(0);
    }

    private static RequirementRow row(List<RequirementRow> rows, String id) {
        return rows.stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
    }

    private static void assertGate(ConformanceReport report, String id, boolean passed) {
        Map<String, Boolean> gates =
                report.verdict().gates().stream().collect(Collectors.toMap(Gate::id, Gate::passed));
        assertEquals(passed, gates.get(id));
    }

    private static String text(SampleRun run) {
        return new String(Documents.yaml(run.report()), StandardCharsets.UTF_8);
    }
}
