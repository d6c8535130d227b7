package io.meshconformance.reports.listener;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.evidence.EvidenceFile;
import io.meshconformance.evidence.ExpectationEvidence;
import io.meshconformance.evidence.WorkloadLog;
import io.meshconformance.evidence.run.BootStage;
import io.meshconformance.evidence.run.EnvironmentEvidence;
import io.meshconformance.evidence.run.JudgedPart;
import io.meshconformance.evidence.run.StatedSetting;
import io.meshconformance.reports.format.Documents;
import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.reports.model.state.VerdictResult;
import io.meshconformance.reports.requirements.RequirementList;
import io.meshconformance.reports.sample.EvidenceSamples;
import io.meshconformance.reports.sample.SampleEngine;
import io.meshconformance.reports.sample.SampleEngine.Play;
import io.meshconformance.reports.sample.ScenarioSamples;
import io.meshconformance.reports.writing.StoredReport;
import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.ReportSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.TestAbortedException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class RunListenerTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private Clock clock = Clock.systemUTC();
    private Map<String, String> environment = Map.of();

    @Test
    void aScenarioBeginsOnceTheEnvironmentItWaitedForIsThere() throws IOException {
        Instant start = Instant.parse("2026-11-22T02:00:00Z");
        AtomicReference<Instant> now = new AtomicReference<>(start);
        clock = new Clock() {
            @Override
            public Instant instant() {
                return requireNonNull(now.get());
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        ConformanceReport report = run(Map.of("answered", stage -> {
            now.set(start.plusSeconds(60));
            stage.entry("conformance.begun", "with the environment there");
            now.set(start.plusSeconds(65));
            return TestExecutionResult.successful();
        }));

        assertEquals(5000, scenario(report, "GUIDE-001").durationMs());
    }

    @Test
    void aRunIsToldLineByLineAndLeavesAReport() throws IOException {
        ConformanceReport report = run(Map.of(
                "Reached", stage -> published(stage, "environment.json", asked("GUIDE-001,GUIDE-002")),
                "answered", stage -> published(stage, "check.json", CHECK)));

        assertEquals(
                "Of " + RequirementList.load().requirements().size()
                        + " promises only 2 were asked for (GUIDE-001, GUIDE-002): they hold.",
                report.verdict().summary());
        assertEquals(0, report.verdict().exitCode());
        assertEquals(2, report.statistics().passed());
        ScenarioResult scenario = scenario(report, "GUIDE-001");
        assertEquals(
                new Attribution(Answerer.MESH, "its body"),
                scenario.checks().get(0).expectations().get(0).answeredBy());
        assertEquals("k3f9q", report.run().id());
        assertEquals(
                "reference proxy, not Pomerium",
                report.subject().references().get(0).title());
        assertTrue(said().contains("GUIDE-001  passed"), said());
        assertTrue(said().contains("2 loaded = 2 passed + 0 failed"), said());
        assertTrue(said().endsWith("index.html\n"), said());
        assertTrue(Files.exists(folder.resolve("report/index.html")));
    }

    @Test
    void checksAreListedInTheOrderOfTheSourceWhateverOrderTheyRanIn() throws IOException {
        for (int plays : List.of(0, 1)) {
            execute(
                    new SampleEngine(Map.of(), ScenarioSamples.Unordered.class).plays(plays),
                    ReportSettings.Format.PLAIN);

            assertEquals(
                    List.of("zebra", "bear", "ant"),
                    scenario(stored(), "GUIDE-003").checks().stream()
                            .map(CheckResult::id)
                            .toList(),
                    "the engine plays them by their names");
        }
    }

    @Test
    void checksThatNeverRanAreListedInTheOrderOfTheSourceToo() throws IOException {
        Play broken = stage -> TestExecutionResult.failed(new EnvironmentBroken("no node", "start one"));
        execute(
                new SampleEngine(Map.of("Unordered", broken), ScenarioSamples.Unordered.class),
                ReportSettings.Format.PLAIN);

        assertEquals(
                List.of("zebra", "bear", "ant"),
                scenario(stored(), "GUIDE-003").checks().stream()
                        .map(CheckResult::id)
                        .toList());
    }

    @Test
    void aFailureIsToldAtOnceWithItsHop() throws IOException {
        ConformanceReport report = run(Map.of("refused", stage -> {
            published(stage, "check.json", CHECK.replace("\"held\":true", "\"held\":false"));
            return TestExecutionResult.failed(new AssertionError("expected 403 but was 200"));
        }));

        assertEquals(VerdictResult.NONCONFORMANT, report.verdict().result());
        assertEquals(Outcome.FAILED, scenario(report, "GUIDE-002").result());
        assertTrue(said().contains("answered  by the mesh (its body)"), said());
        assertTrue(said().contains("MUST: With both policies"), said());
    }

    @Test
    void inAStepOfGitHubTheRunEndsWithAnnotationsAndASummary() throws IOException {
        Path summary = Files.writeString(folder.resolve("step.md"), "what stood there\n");
        environment = Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", summary.toString());
        ConformanceReport report =
                run(Map.of("refused", stage -> TestExecutionResult.failed(new AssertionError("no\n::error::forged"))));

        List<String> lines = said().lines().toList();
        String stop = lines.get(0);
        assertTrue(stop.matches("::stop-commands::[0-9a-f-]{36}"), stop);
        int again = lines.indexOf("::" + stop.substring("::stop-commands::".length()) + "::");
        assertTrue(lines.indexOf(" ".repeat(14) + "::error::forged") < again, "no command of a check's is heard");
        List<String> annotations = lines.subList(again + 1, lines.size());
        assertEquals(report.verdict().exitCode() == 0, annotations.isEmpty(), annotations::toString);
        assertTrue(annotations.get(0).startsWith("::error file=manifests/requirements.yaml,line="), said());
        String written = Files.readString(summary);
        assertTrue(written.startsWith("what stood there\n## ✕ 1 promise broken: it lets somebody in\n"), written);
        assertEquals(
                Files.readString(folder.resolve("report/summary.md")),
                written.substring("what stood there\n".length()));
    }

    @Test
    void aBrokenEnvironmentMakesTheRunInvalidAndIsNoFailure() throws IOException {
        ConformanceReport report = run(Map.of(
                "Refused",
                stage -> TestExecutionResult.failed(new IllegalStateException(
                        "wrapped", new EnvironmentBroken("The node did not get ready.", "Give it more memory.")))));

        ScenarioResult broken = scenario(report, "GUIDE-002");
        assertEquals(VerdictResult.INVALID, report.verdict().result());
        assertEquals(2, report.verdict().exitCode());
        assertEquals(Outcome.ERROR, broken.result());
        assertEquals("The node did not get ready. Give it more memory.", broken.reason());
        assertEquals(2, broken.checks().size(), "checks that never started are listed");
        assertTrue(broken.checks().stream().allMatch(check -> check.result() == Outcome.ERROR));
    }

    @Test
    void anAbortedCheckIsSkippedWithItsReason() throws IOException {
        ConformanceReport report =
                run(Map.of("answered", stage -> TestExecutionResult.aborted(new TestAbortedException("no IPv6 here"))));

        ScenarioResult skipped = scenario(report, "GUIDE-001");
        assertEquals(Outcome.SKIPPED, skipped.result());
        assertEquals("1 of 1 checks not judged: no IPv6 here", skipped.reason());
        assertEquals(VerdictResult.PARTIAL, report.verdict().result());
    }

    @Test
    void whileTheRunGoesOnItsPageSaysInvalid() throws IOException {
        run(Map.of("refused", stage -> {
            ConformanceReport soFar = stored();
            assertEquals(VerdictResult.INVALID, soFar.verdict().result());
            assertEquals(Outcome.PASSED, scenario(soFar, "GUIDE-001").result());
            assertFalse(soFar.run().completed());
            return TestExecutionResult.successful();
        }));

        assertTrue(stored().run().completed());
    }

    @Test
    void aMintedSecretInTheEvidenceFailsTheRunAndIsNotLeftBehind() throws IOException {
        String secret = "s3cr3t-client-value";
        Path list = folder.resolve("minted");
        Files.writeString(list, Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)) + "\n");
        ConformanceReport report = run(Map.of("answered", stage -> {
            stage.entry("conformance.secrets", list.toString());
            return published(stage, "check.json", CHECK.replace("RBAC: access denied", "leaked " + secret));
        }));

        assertEquals(VerdictResult.INVALID, report.verdict().result());
        assertEquals("no-secret-in-report", report.verdict().gates().get(0).id());
        assertFalse(Files.readString(folder.resolve("report/index.html")).contains(secret));
        assertFalse(Files.readString(folder.resolve("report/conformance-report.yaml"))
                .contains(secret));
        assertTrue(Files.notExists(list), "the list of secrets is gone");
    }

    @Test
    void anUnreadableEventMakesTheRunInvalid() throws IOException {
        ConformanceReport report =
                run(Map.of("answered", stage -> published(stage, "check.json", "{\"expectations\":")));

        assertEquals(VerdictResult.INVALID, report.verdict().result());
        assertTrue(
                report.verdict().summary().contains("check.json cannot be read"),
                report.verdict().summary());
    }

    @Test
    void aFileThatHoldsAnUnknownPartOrLacksOneMakesTheRunInvalid() throws IOException {
        for (String damaged : List.of(
                CHECK.replaceFirst("\"decision\"", "\"decided\""), CHECK.replaceFirst("\"decision\":\"\",", ""))) {
            assertNotEquals(CHECK, damaged);
            ConformanceReport report = run(Map.of("answered", stage -> published(stage, "check.json", damaged)));

            assertEquals(VerdictResult.INVALID, report.verdict().result(), damaged);
        }
    }

    @Test
    void anUnreadableListOfKnownFailuresMakesTheRunInvalidAndSaysWhere() throws IOException {
        Files.writeString(folder.resolve("known.yaml"), "knownFailures:\n- {id: GUIDE-001\n");

        ConformanceReport report = run(Map.of());

        assertEquals(VerdictResult.INVALID, report.verdict().result());
        assertTrue(said().contains("known.yaml, line"), said());
    }

    @Test
    void aHistoryThatIsTornOrCannotBeWrittenIsToldAndDecidesNothing() throws IOException {
        Files.writeString(folder.resolve("history.jsonl"), "{\"id\":\"n1\",\"started\":\"2026-");
        VerdictResult torn = run(Map.of()).verdict().result();
        Files.delete(folder.resolve("history.jsonl"));
        Files.createDirectories(folder.resolve("history.jsonl/in-the-way"));
        VerdictResult unwritable = run(Map.of()).verdict().result();

        assertNotEquals(VerdictResult.INVALID, torn);
        assertEquals(torn, unwritable);
        assertEquals(1, said().split("history.jsonl, line 1", -1).length - 1, said());
        assertTrue(said().contains("this run is no point of the trend"), said());
        assertEquals(2, said().split("2 loaded = ", -1).length - 1, "and the verdict is told all the same");
    }

    @Test
    void theNextRunSaysWhatChanged() throws IOException {
        run(Map.of("Reached", stage -> published(stage, "environment.json", ENVIRONMENT)));
        ConformanceReport report = run(Map.of(
                "Reached", stage -> published(stage, "environment.json", ENVIRONMENT.replace("k3f9q", "next1")),
                "refused", stage -> TestExecutionResult.failed(new AssertionError("now 200"))));

        assertEquals("k3f9q", report.run().previous());
        assertEquals("regressed", scenario(report, "GUIDE-002").delta().word());
        assertEquals(1, report.trend().size());
    }

    @Test
    void aRunThatWasAskedForAFewIsComparedAndLeavesTheHistoryAlone() throws IOException {
        run(Map.of("Reached", stage -> published(stage, "environment.json", ENVIRONMENT)));
        String history = Files.readString(folder.resolve("history.jsonl"));
        Map<String, Play> plays = Map.of("Reached", stage -> published(stage, "environment.json", asked("GUIDE-001")));
        execute(new SampleEngine(plays, ScenarioSamples.Reached.class), ReportSettings.Format.PLAIN);

        assertEquals("k3f9q", stored().run().previous());
        assertEquals("same", scenario(stored(), "GUIDE-001").delta().word());
        assertEquals(history, Files.readString(folder.resolve("history.jsonl")));
    }

    @Test
    void aPlanWithoutAScenarioIsLeftAlone() throws IOException {
        execute(new SampleEngine(Map.of(), String.class), ReportSettings.Format.PLAIN);

        assertEquals("", said());
        assertTrue(Files.notExists(folder.resolve("report")));
    }

    @Test
    void everyInvocationOfAMethodIsACheckOfItsOwn() {
        SampleEngine engine = new SampleEngine(
                Map.of("[2]", stage -> TestExecutionResult.failed(new AssertionError("200"))),
                ScenarioSamples.Broken.class);
        execute(engine, ReportSettings.Format.PLAIN);

        List<CheckResult> checks = scenario(stored(), "JWT-002").checks();
        assertEquals(
                List.of("eachToken#1", "eachToken#2"),
                checks.stream().map(CheckResult::id).toList());
        assertEquals("a broken token is refused ([1])", checks.get(0).sentence());
        assertEquals(
                List.of(Outcome.PASSED, Outcome.FAILED),
                checks.stream().map(CheckResult::result).toList());
    }

    @Test
    void aMethodWhoseInvocationsCannotBeProvidedFailsAsACheck() {
        SampleEngine engine = new SampleEngine(
                Map.of("eachToken", stage -> TestExecutionResult.failed(new AssertionError("no tokens"))),
                ScenarioSamples.Broken.class);
        execute(engine, ReportSettings.Format.PLAIN);

        ScenarioResult scenario = scenario(stored(), "JWT-002");
        assertEquals(Outcome.FAILED, scenario.result());
        assertEquals("eachToken", scenario.checks().get(2).id());
    }

    @Test
    void asJUnitNothingButTheXmlIsPrinted() throws Exception {
        execute(
                new SampleEngine(
                        Map.of("refused", stage -> TestExecutionResult.failed(new AssertionError("<200> & more"))),
                        ScenarioSamples.Refused.class),
                ReportSettings.Format.JUNIT);

        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(terminal.toByteArray()));
        assertEquals(
                2,
                ((Element) xml.getElementsByTagName("testsuite").item(1))
                        .getElementsByTagName("testcase")
                        .getLength());
        assertTrue(terminal.toString(StandardCharsets.UTF_8).contains("message=\"&lt;200&gt; &amp; more\""), said());
    }

    @Test
    void asJsonEveryLineIsAnObject() throws IOException {
        Map<String, Play> plays = Map.of("Reached", stage -> published(stage, "environment.json", asked("GUIDE-001")));
        execute(new SampleEngine(plays, ScenarioSamples.Reached.class), ReportSettings.Format.JSON);

        String[] lines = said().split("\n");
        assertEquals("scenario", Documents.JSON.readTree(lines[0]).get("event").asText());
        assertEquals("run", Documents.JSON.readTree(lines[1]).get("event").asText());
        assertEquals(0, Documents.JSON.readTree(lines[1]).get("exitCode").asInt());
    }

    private static final String ENVIRONMENT = EvidenceFile.json(new EnvironmentEvidence(
            new EnvironmentEvidence.RunFacts(
                    "k3f9q",
                    "2026-11-22T02:00:00Z",
                    4711,
                    "ci/verify --images local",
                    "0123456789abcdef0123456789abcdef01234567",
                    false,
                    "0.1.0"),
            "local",
            List.of(new JudgedPart(
                    "proxy",
                    "proxy",
                    "reference proxy, not Pomerium",
                    "0.1.0",
                    "conformance.local/proxy:local",
                    "sha256:00",
                    "",
                    true)),
            List.of(new BootStage("node", 0, 12_345)),
            List.of(new StatedSetting("conformance.scenario", "all")),
            null));

    /** The environment of a run that was asked for some scenarios. */
    private static String asked(String ids) {
        return ENVIRONMENT.replace("\"all\"", "\"" + ids + "\"");
    }

    private static final String CHECK = EvidenceFile.json(EvidenceSamples.check(
            List.of(new ExpectationEvidence(
                    "GET https://hello/",
                    "403",
                    "403, RBAC: access denied",
                    new Attribution(Answerer.MESH, "its body"),
                    true,
                    null,
                    null)),
            List.of(EvidenceSamples.exchange(
                    Answerer.MESH,
                    new WorkloadLog(WorkloadLog.Told.DID_NOT_COME, List.of()),
                    List.of(Map.of("response_code", 403)))),
            List.of()));

    private TestExecutionResult published(SampleEngine.Stage stage, String name, String json) {
        try {
            Path file = Files.createTempDirectory(folder, "event").resolve(name);
            Files.writeString(file, json);
            stage.file(file, "application/json");
            return TestExecutionResult.successful();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ConformanceReport run(Map<String, Play> plays) throws IOException {
        execute(
                new SampleEngine(plays, ScenarioSamples.Reached.class, ScenarioSamples.Refused.class),
                ReportSettings.Format.PLAIN);
        return stored();
    }

    private void execute(SampleEngine engine, ReportSettings.Format format) {
        ReportSettings settings = new ReportSettings(
                folder.resolve("report"),
                format,
                folder.resolve("history.jsonl"),
                folder.resolve("known.yaml"),
                ReportSettings.Live.OFF);
        RunListener listener = new RunListener(
                clock,
                new Console(new PrintStream(terminal, true, StandardCharsets.UTF_8), environment),
                settings,
                null);
        Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .addTestEngines(engine)
                .addTestExecutionListeners(listener)
                .build());
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request().forExecution().build());
    }

    private ConformanceReport stored() {
        try {
            return StoredReport.read(folder.resolve("report/conformance-report.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ScenarioResult scenario(ConformanceReport report, String id) {
        return report.scenarios().stream()
                .filter(scenario -> scenario.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private String said() {
        return terminal.toString(StandardCharsets.UTF_8);
    }
}
