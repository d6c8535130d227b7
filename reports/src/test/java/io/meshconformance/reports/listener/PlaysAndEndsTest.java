package io.meshconformance.reports.listener;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.evidence.DebugEvidence;
import io.meshconformance.evidence.EvidenceFile;
import io.meshconformance.evidence.declaration.EarlyEnd;
import io.meshconformance.evidence.run.RunEntry;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.DebugBundle;
import io.meshconformance.reports.model.DebugFile;
import io.meshconformance.reports.model.Play;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.reports.model.state.VerdictResult;
import io.meshconformance.reports.sample.SampleEngine;
import io.meshconformance.reports.sample.SampleRun;
import io.meshconformance.reports.sample.ScenarioSamples;
import io.meshconformance.reports.writing.StoredReport;
import io.meshconformance.run.LastRun;
import io.meshconformance.run.ReportSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.engine.support.store.NamespacedHierarchicalStore;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Scenarios that are played several times, runs that end early, and what the cluster was like at a failure. */
class PlaysAndEndsTest {

    private static final String BUNDLE = EvidenceFile.json(new DebugEvidence(
            "guide-002-k3f9q",
            "refused",
            List.of(
                    new DebugEvidence.Part("events.txt", "Warning BackOff\n", true, null),
                    new DebugEvidence.Part("../pods.yaml", "phase: Pending\n", false, null),
                    DebugEvidence.Part.missing("nginx.log", "there was no answer within 20000 ms"))));

    @TempDir
    Path folder;

    private final NamespacedHierarchicalStore<Namespace> session = new NamespacedHierarchicalStore<>(null);

    @Test
    void aScenarioPassesOnlyWhereEveryPlayDoes() throws IOException {
        SampleEngine engine = new SampleEngine(
                        Map.of("refused", stage -> second(stage) ? failed() : TestExecutionResult.successful()),
                        ScenarioSamples.Refused.class)
                .plays(3);

        ScenarioResult scenario = scenario(run(engine, false), "GUIDE-002");

        assertEquals(Outcome.FAILED, scenario.result());
        assertEquals("1 of 3 plays failed.", scenario.reason());
        assertEquals(
                List.of(Outcome.PASSED, Outcome.FAILED, Outcome.PASSED),
                scenario.plays().stream().map(Play::result).toList());
        assertEquals(6, scenario.checks().size(), "each play has its checks");
        assertEquals(
                List.of("control", "refused"),
                scenario.checksOf(scenario.plays().get(2)).stream()
                        .map(check -> check.id())
                        .toList());
        assertTrue(page().contains("Play 2 of 3"), "each play is shown on its own");
        assertTrue(Files.readString(folder.resolve("report/conformance-junit.xml"))
                .contains("without the annotation the mesh refuses (play 2)"));
        assertEquals(Set.of("GUIDE-002"), new LastRun(folder.resolve("report")).failed());
    }

    @Test
    void aScenarioThatIsPlayedOnceHasNoPlays() throws IOException {
        ScenarioResult scenario =
                scenario(run(new SampleEngine(Map.of(), ScenarioSamples.Refused.class).plays(1), false), "GUIDE-002");

        assertEquals(Outcome.PASSED, scenario.result());
        assertEquals(List.of(), scenario.plays());
        assertNull(scenario.checks().get(0).play());
    }

    @Test
    void allPlaysThatPassMakeOneScenarioThatDoes() throws IOException {
        ConformanceReport report = run(new SampleEngine(Map.of(), ScenarioSamples.Refused.class).plays(2), false);

        assertEquals(1, report.statistics().passed());
        assertEquals(1, report.statistics().declared());
        assertNull(scenario(report, "GUIDE-002").reason());
    }

    @Test
    void checksOfAPlayThatDidNotGetToThemAreListed() throws IOException {
        SampleEngine engine =
                new SampleEngine(Map.of("play 2", stage -> failed()), ScenarioSamples.Refused.class).plays(2);

        ScenarioResult scenario = scenario(run(engine, false), "GUIDE-002");

        assertEquals(4, scenario.checks().size());
        assertEquals(Outcome.SKIPPED, scenario.checks().get(3).result());
        assertTrue(String.valueOf(scenario.reason()).startsWith("1 of 2 plays failed: "), scenario.reason());
    }

    @Test
    void afterTheFirstFailureTheOrderIsGivenAndWhatDidNotBeginSaysWhy() throws IOException {
        SampleEngine engine = new SampleEngine(
                        Map.of("refused", stage -> failed()),
                        ScenarioSamples.Refused.class,
                        ScenarioSamples.Reached.class)
                .heldBackBy(this::order);

        ConformanceReport report = run(engine, true);

        assertEquals(new EarlyEnd("GUIDE-002"), order());
        ScenarioResult held = scenario(report, "GUIDE-001");
        assertEquals(Outcome.SKIPPED, held.result());
        assertEquals(new EarlyEnd("GUIDE-002").reason(), held.reason());
        assertEquals(VerdictResult.NONCONFORMANT, report.verdict().result());
        assertTrue(
                report.verdict()
                        .summary()
                        .endsWith("The run ended early: after GUIDE-002 failed no further scenario began."),
                report.verdict().summary());
    }

    @Test
    void aFailureThatIsAcceptedEndsNothing() throws IOException {
        Files.writeString(folder.resolve("known.yaml"), """
                knownFailures:
                - {id: GUIDE-002, check: refused, seenOn: ["proxy reference proxy, not Pomerium"], reason: known,
                   link: "https://example.com/1", until: "2999-01-01"}
                """);

        ConformanceReport report = run(
                new SampleEngine(
                                Map.of("play 1", this::toldWhatIsJudged, "refused", stage -> failed()),
                                ScenarioSamples.Refused.class)
                        .plays(2),
                true);

        assertNull(order());
        assertTrue(scenario(report, "GUIDE-002").failedAsKnown());
        assertFalse(report.verdict().summary().contains("ended early"));
    }

    @Test
    void withoutTheWishAFailureEndsNothing() throws IOException {
        run(new SampleEngine(Map.of("refused", stage -> failed()), ScenarioSamples.Refused.class), false);

        assertNull(order());
    }

    @Test
    void theStateOfTheClusterLiesBesideThePage() throws IOException {
        ConformanceReport report = run(failingWith(BUNDLE), false);

        DebugBundle bundle = scenario(report, "GUIDE-002").debug();
        assertEquals(
                new DebugBundle(
                        "refused",
                        List.of(
                                new DebugFile("events.txt", "debug/guide-002-k3f9q/events.txt", 16, true, null),
                                new DebugFile("__pods.yaml", "debug/guide-002-k3f9q/__pods.yaml", 15, false, null),
                                new DebugFile("nginx.log", "", 0, false, "there was no answer within 20000 ms"))),
                bundle);
        assertEquals("Warning BackOff\n", Files.readString(folder.resolve("report/debug/guide-002-k3f9q/events.txt")));
        assertTrue(page().contains("href=\"debug/guide-002-k3f9q/events.txt\""), "the page leads to it");
        assertTrue(page().contains("could not be had: there was no answer within 20000 ms"));
    }

    @Test
    void aSecretInTheStateOfTheClusterWithholdsTheReport() throws IOException {
        Path secrets = Files.writeString(
                folder.resolve("secrets.txt"),
                Base64.getEncoder().encodeToString("s3cr3t-0123456789".getBytes(StandardCharsets.UTF_8)) + "\n");
        ConformanceReport report =
                run(failingWith(BUNDLE.replace("Warning BackOff", "s3cr3t-0123456789"), secrets), false);

        assertEquals(VerdictResult.INVALID, report.verdict().result());
        assertFalse(Files.exists(folder.resolve("report/debug/guide-002-k3f9q/events.txt")));
    }

    @Test
    void theBundleOfAnEarlierRunIsTakenAway() throws IOException {
        run(failingWith(BUNDLE), false);
        run(failingWith(BUNDLE.replace("k3f9q", "zzzzz")), false);

        assertFalse(Files.exists(folder.resolve("report/debug/guide-002-k3f9q/events.txt")));
        assertTrue(Files.exists(folder.resolve("report/debug/guide-002-zzzzz/events.txt")));
    }

    @Test
    void whatFailedIsFoundByTheNextRun() throws IOException {
        ConformanceReport report = run(
                new SampleEngine(
                        Map.of("refused", stage -> failed()),
                        ScenarioSamples.Refused.class,
                        ScenarioSamples.Reached.class),
                false);

        assertEquals(
                report.scenarios().stream()
                        .filter(scenario -> scenario.result() == Outcome.FAILED)
                        .map(ScenarioResult::id)
                        .toList(),
                List.copyOf(new LastRun(folder.resolve("report")).failed()));
    }

    private SampleEngine failingWith(String bundle, Path... secrets) {
        return new SampleEngine(
                Map.of("refused", stage -> {
                    for (Path file : secrets) {
                        stage.entry(RunEntry.SECRETS, file.toString());
                    }
                    try {
                        Path file = Files.createTempDirectory(folder, "event").resolve("debug.json");
                        stage.file(Files.writeString(file, bundle), "application/json");
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return failed();
                }),
                ScenarioSamples.Refused.class);
    }

    private TestExecutionResult toldWhatIsJudged(SampleEngine.Stage stage) {
        try {
            String environment =
                    EvidenceFile.json(requireNonNull(new SampleRun().recorded().environment()));
            stage.file(Files.writeString(folder.resolve("environment.json"), environment), "application/json");
            return TestExecutionResult.successful();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean second(SampleEngine.Stage stage) {
        return stage.descriptor().getUniqueId().toString().contains("[play:2]");
    }

    private static TestExecutionResult failed() {
        return TestExecutionResult.failed(new AssertionError("expected 403 but was 200"));
    }

    private @Nullable EarlyEnd order() {
        return session.get(Namespace.create(EarlyEnd.class), EarlyEnd.class, EarlyEnd.class);
    }

    private ConformanceReport run(SampleEngine engine, boolean failFast) throws IOException {
        ReportSettings settings = new ReportSettings(
                folder.resolve("report"),
                ReportSettings.Format.PLAIN,
                folder.resolve("history.jsonl"),
                folder.resolve("known.yaml"),
                ReportSettings.Live.OFF);
        RunListener listener = new RunListener(
                Clock.systemUTC(),
                new Console(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), Map.of()),
                settings,
                failFast ? session : null);
        LauncherFactory.create(LauncherConfig.builder()
                        .enableTestEngineAutoRegistration(false)
                        .enableTestExecutionListenerAutoRegistration(false)
                        .enableLauncherSessionListenerAutoRegistration(false)
                        .addTestEngines(engine)
                        .addTestExecutionListeners(listener)
                        .build())
                .execute(
                        LauncherDiscoveryRequestBuilder.request().forExecution().build());
        return StoredReport.read(folder.resolve("report/conformance-report.json"));
    }

    private String page() throws IOException {
        return Files.readString(folder.resolve("report/index.html"));
    }

    private static ScenarioResult scenario(ConformanceReport report, String id) {
        return report.scenarios().stream()
                .filter(scenario -> scenario.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
