package io.meshconformance.reports.listener;

import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.evidence.run.EnvironmentEvidence;
import io.meshconformance.evidence.run.RunEntry;
import io.meshconformance.reports.events.CoreMeter;
import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.events.RunRecorder;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.terminal.LiveLine;
import io.meshconformance.run.ReportSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** One run, from its plan to its report. A JVM that is asked to stop in the middle leaves the report of what there is. */
final class RunInProgress {

    private final CoreMeter cores = CoreMeter.start();
    private final RunRecorder recorder;
    private final Publisher publisher;
    private final LiveLine live;
    private final PublishedFiles files;
    private final FirstFailure firstFailure;
    private final FirstRed firstRed;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Thread onExit = new Thread(this::died, "conformance-report");
    private volatile PlanReader reader;

    private RunInProgress(
            TestPlan plan, ReportSettings settings, Clock clock, Console console, FirstFailure firstFailure) {
        this.firstFailure = firstFailure;
        this.reader = new PlanReader(plan);
        this.recorder = new RunRecorder(clock, cores::soFar);
        this.publisher = Publisher.create(settings, recorder, console);
        this.firstRed = new FirstRed(publisher);
        this.files = new PublishedFiles(recorder, publisher);
        this.live = LiveLine.start(
                console.out(),
                clock,
                settings.format() == ReportSettings.Format.PLAIN ? settings.live() : ReportSettings.Live.OFF);
        for (TestIdentifier root : plan.getRoots()) {
            plan.getDescendants(root).forEach(this::loaded);
        }
    }

    static RunInProgress start(
            TestPlan plan, ReportSettings settings, Clock clock, Console console, FirstFailure firstFailure) {
        RunInProgress run = new RunInProgress(plan, settings, clock, console, firstFailure);
        Runtime.getRuntime().addShutdownHook(run.onExit);
        run.publisher.interim();
        return run;
    }

    Publisher publisher() {
        return publisher;
    }

    /** The run goes on with a plan in which it is played once more. */
    void again(TestPlan plan) {
        reader = new PlanReader(plan);
        recorder.confirming();
    }

    private void loaded(TestIdentifier identifier) {
        PlanReader.scenario(identifier)
                .ifPresent(
                        declared -> recorder.loaded(identifier.getUniqueId(), declared, PlanReader.checks(identifier)));
    }

    void registered(TestIdentifier identifier) {
        Optional<TestIdentifier> scenario = reader.played(identifier);
        if (scenario.isPresent()) {
            recorder.play(scenario.get().getUniqueId(), identifier.getUniqueId());
            live.doing(identifier.getUniqueId(), id(identifier), "namespace and workloads become ready");
        } else {
            loaded(identifier);
        }
    }

    void started(TestIdentifier identifier) {
        inScenario(identifier).ifPresent(key -> {
            if (PlanReader.scenario(identifier).isPresent()) {
                recorder.scenarioStarted(key);
            } else if (identifier.isTest()) {
                checkStarted(key, identifier);
            }
        });
    }

    private void checkStarted(String key, TestIdentifier identifier) {
        recorder.checkStarted(
                key,
                identifier.getUniqueId(),
                PlanReader.method(identifier),
                reader.checkId(identifier),
                reader.sentence(identifier));
        live.doing(key, id(identifier), reader.checkId(identifier));
    }

    private String id(TestIdentifier identifier) {
        return reader.scenarioOf(identifier)
                .flatMap(PlanReader::scenario)
                .map(Scenario::id)
                .orElse("");
    }

    void skipped(TestIdentifier identifier, String reason) {
        inScenario(identifier).ifPresent(key -> {
            Ending ending = Ending.skipped(reason);
            firstFailure.heldBack(reason).ifPresent(recorder::endedBy);
            if (PlanReader.scenario(identifier).isPresent()) {
                scenarioEnded(key, ending);
            } else {
                checkStarted(key, identifier);
                recorder.checkEnded(key, identifier.getUniqueId(), ending);
            }
        });
    }

    void ended(TestIdentifier identifier, TestExecutionResult result) {
        inScenario(identifier).ifPresent(key -> {
            Ending ending = PlanReader.ending(result);
            if (reader.played(identifier).isPresent()) {
                firstFailure.judged(publisher.judged(List.of(recorder.playEnded(key, ending))));
                live.ended(key);
            } else if (PlanReader.scenario(identifier).isPresent()) {
                scenarioEnded(key, ending);
            } else if (identifier.isTest()) {
                recorder.checkEnded(key, identifier.getUniqueId(), ending);
                if (ending.kind() == Ending.Kind.FAILED) {
                    firstRed.failed(publisher.judged(List.of(recorder.soFar(key))));
                }
            } else if (ending.kind() != Ending.Kind.PASSED) {
                // The provider of the invocations failed: the method is the check that did not hold.
                checkStarted(key, identifier);
                recorder.checkEnded(key, identifier.getUniqueId(), ending);
            }
        });
    }

    private void scenarioEnded(String key, Ending ending) {
        ScenarioResult scenario = publisher.judged(recorder.scenarioEnded(key, ending));
        firstFailure.judged(scenario);
        live.ended(key);
        if (!ended.get()) {
            publisher.scenarioEnded(scenario);
            publisher.interim();
        }
    }

    void published(TestIdentifier identifier, ReportEntry entry) {
        String waiting = entry.getKeyValuePairs().get(RunEntry.WAITING);
        if (waiting != null) {
            inScenario(identifier).ifPresent(key -> live.doing(key, id(identifier), waiting));
        }
        if (entry.getKeyValuePairs().containsKey(RunEntry.BEGUN)) {
            inScenario(identifier).ifPresent(recorder::scenarioStarted);
        }
        String path = entry.getKeyValuePairs().get(RunEntry.SECRETS);
        if (path != null) {
            publisher.secretsAt(Path.of(path));
        }
    }

    void published(TestIdentifier identifier, FileEntry file) {
        if (file.getPath().endsWith(EnvironmentEvidence.FILE)) {
            recorder.environment(file.getPath());
            return;
        }
        inScenario(identifier).ifPresent(key -> files.take(key, identifier.getUniqueId(), file));
    }

    void finished() {
        if (ended.compareAndSet(false, true)) {
            Runtime.getRuntime().removeShutdownHook(onExit);
            live.close();
            publisher.last(true);
            cores.close();
        }
    }

    private void died() {
        if (ended.compareAndSet(false, true)) {
            publisher.last(false);
        }
    }

    private Optional<String> inScenario(TestIdentifier identifier) {
        return reader.scenarioOf(identifier).map(TestIdentifier::getUniqueId);
    }
}
