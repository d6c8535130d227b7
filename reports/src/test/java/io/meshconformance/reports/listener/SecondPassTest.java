package io.meshconformance.reports.listener;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.evidence.declaration.EarlyEnd;
import io.meshconformance.evidence.declaration.SecondPass;
import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.Gate;
import io.meshconformance.reports.model.Play;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.reports.model.state.RequirementResult;
import io.meshconformance.reports.model.state.VerdictResult;
import io.meshconformance.reports.sample.SampleEngine;
import io.meshconformance.reports.sample.ScenarioSamples;
import io.meshconformance.reports.writing.StoredReport;
import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.LastRun;
import io.meshconformance.run.ReportSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.engine.support.store.NamespacedHierarchicalStore;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class SecondPassTest {

    private static final TestExecutionResult HELD = TestExecutionResult.successful();
    private static final TestExecutionResult FAILED =
            TestExecutionResult.failed(new AssertionError("expected 403\n  but was 200"));

    @TempDir
    Path folder;

    private final NamespacedHierarchicalStore<Namespace> session = new NamespacedHierarchicalStore<>(null);
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private List<TestExecutionResult> refused = List.of();
    private @Nullable EarlyEnd held;
    private int pass;
    private @Nullable Launcher launcher;

    @BeforeEach
    void begin() {
        engine(new SampleEngine(Map.of("refused", stage -> refused.get(pass)), ScenarioSamples.Refused.class)
                .plays(1)
                .heldBackBy(() -> pass == 0 ? null : held));
    }

    private void engine(SampleEngine engine) {
        RunListener listener = new RunListener(
                Clock.systemUTC(),
                new Console(new PrintStream(told, true, StandardCharsets.UTF_8), Map.of()),
                new ReportSettings(
                        folder.resolve("report"),
                        ReportSettings.Format.PLAIN,
                        folder.resolve("history.jsonl"),
                        folder.resolve("known.yaml"),
                        ReportSettings.Live.OFF),
                session);
        launcher = LauncherFactory.create(LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .addTestEngines(engine)
                .addTestExecutionListeners(listener)
                .build());
    }

    @Test
    @DisplayName("what fails again has failed, and the evidence of both plays stays")
    void confirmed() throws IOException {
        refused = List.of(FAILED, FAILED);
        first();
        assertEquals(
                List.of(new SecondPass.Failed(
                        "GUIDE-002",
                        "[engine:sample]/[class:" + ScenarioSamples.Refused.class.getName() + "]",
                        List.of("refused"))),
                order().scenarios());
        assertFalse(report().run().completed(), "the run goes on");
        second();

        ScenarioResult scenario = report().scenarios().get(0);
        assertTrue(report().run().completed());
        assertEquals(Outcome.FAILED, scenario.result());
        assertEquals(
                List.of(Outcome.FAILED, Outcome.FAILED),
                scenario.plays().stream().map(Play::result).toList());
        assertEquals(
                List.of(false, true),
                scenario.plays().stream().map(Play::confirming).toList());
        assertEquals(4, scenario.checks().size());
        assertEquals(
                List.of("play-1.control", "play-1.refused"),
                scenario.judgedChecks().stream().map(CheckResult::name).toList());
        assertEquals(VerdictResult.NONCONFORMANT, report().verdict().result());
        assertFalse(
                report().verdict().summary().contains("confirmed"),
                report().verdict().summary());
        assertTrue(told().contains("failed once more, alone and with full limits"), told());
    }

    @Test
    @DisplayName("what holds when it is played once more is unstable: it breaks no promise, and a rule of the run")
    void unstable() throws IOException {
        refused = List.of(FAILED, HELD);
        first();
        second();

        ConformanceReport report = report();
        ScenarioResult scenario = report.scenarios().get(0);
        assertEquals(Outcome.UNSTABLE, scenario.result());
        assertEquals(
                List.of(Outcome.FAILED, Outcome.PASSED),
                scenario.plays().stream().map(Play::result).toList());
        assertEquals(1, report.statistics().unstable());
        assertEquals(VerdictResult.PARTIAL, report.verdict().result());
        assertEquals(1, report.verdict().exitCode());
        assertTrue(
                report.verdict().summary().contains(", 1 unstable (GUIDE-002)"),
                report.verdict().summary());
        assertFalse(gate(report, "few-unstable").passed());
        assertTrue(gate(report, "must-none-failed").passed());
        assertTrue(report.requirements().stream()
                .anyMatch(row -> row.id().equals("GUIDE-002") && row.result() == RequirementResult.UNSTABLE));
        String junit = Files.readString(folder.resolve("report/conformance-junit.xml"));
        assertTrue(junit.contains("<flakyFailure "), junit);
        assertEquals(Set.of("GUIDE-002"), new LastRun(folder.resolve("report")).failed(), "--failed plays it again");
        String page = Files.readString(folder.resolve("report/index.html"));
        assertTrue(page.contains("<b>1</b> unstable"), page);
        assertTrue(page.contains("once more: alone, with full limits"), page);
    }

    @Test
    @DisplayName("what is not played once more has failed, and is said not to be confirmed")
    void notConfirmed() throws IOException {
        refused = List.of(FAILED);
        held = new EarlyEnd("GUIDE-001");
        first();
        second();

        ScenarioResult scenario = report().scenarios().get(0);
        assertEquals(Outcome.FAILED, scenario.result());
        assertEquals(held.reason(), scenario.unconfirmed().orElseThrow());
        assertEquals(VerdictResult.NONCONFORMANT, report().verdict().result());
        assertTrue(
                report().verdict().summary().contains(", 1 of them not confirmed by a second play"),
                report().verdict().summary());
        assertTrue(told().contains("not confirmed: " + held.reason()), told());
    }

    @Test
    @DisplayName("where nothing failed, or the environment broke, there is one pass")
    void onePass() throws IOException {
        refused = List.of(HELD);
        first();
        assertNull(session.get(Namespace.create(SecondPass.class), SecondPass.class));
        assertTrue(report().run().completed());
        refused = List.of(TestExecutionResult.failed(new EnvironmentBroken("the node is gone", "boot another")));
        first();
        assertNull(session.get(Namespace.create(SecondPass.class), SecondPass.class));
        assertTrue(report().run().completed());
    }

    @Test
    @DisplayName("of what failed the gravest is played first")
    void gravestFirst() {
        engine(new SampleEngine(
                        Map.of("answered", stage -> FAILED, "refused", stage -> FAILED, "ant", stage -> FAILED),
                        ScenarioSamples.Unordered.class,
                        ScenarioSamples.Reached.class,
                        ScenarioSamples.Refused.class)
                .plays(1));
        first();
        assertEquals("GUIDE-002,GUIDE-001,GUIDE-003", order().ids());
        assertEquals("GUIDE-002/refused,GUIDE-001/answered,GUIDE-003/ant", order().checks());
        second();
    }

    @Test
    @DisplayName("the first check that fails is told at once, in one line with its reason")
    void firstRed() {
        refused = List.of(FAILED, FAILED);
        first();
        second();
        List<String> lines = told().lines().toList();
        String line = lines.stream()
                .filter(each -> each.startsWith("First red: "))
                .findFirst()
                .orElseThrow();
        assertEquals("First red: GUIDE-002, without the annotation the mesh refuses: expected 403 but was 200", line);
        assertTrue(
                lines.indexOf(line)
                        < lines.indexOf(lines.stream()
                                .filter(each -> each.startsWith("GUIDE-002"))
                                .findFirst()
                                .orElseThrow()),
                told());
    }

    private void first() {
        execute(LauncherDiscoveryRequestBuilder.request().configurationParameter(SecondPass.FOLLOWS, "true"));
    }

    /** A run that goes on would write its report when the JVM ends, into a folder that is gone by then. */
    private void second() {
        pass = 1;
        execute(LauncherDiscoveryRequestBuilder.request().configurationParameter(SecondPass.PARAMETER, order().ids()));
    }

    private void execute(LauncherDiscoveryRequestBuilder request) {
        requireNonNull(launcher).execute(request.forExecution().build());
    }

    private SecondPass order() {
        return requireNonNull(session.get(Namespace.create(SecondPass.class), SecondPass.class, SecondPass.class));
    }

    private ConformanceReport report() throws IOException {
        return StoredReport.read(folder.resolve("report/conformance-report.json"));
    }

    private static Gate gate(ConformanceReport report, String id) {
        return report.verdict().gates().stream()
                .filter(gate -> gate.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private String told() {
        return told.toString(StandardCharsets.UTF_8);
    }
}
