package io.meshconformance.reports.events;

import io.meshconformance.evidence.CheckEvidence;
import io.meshconformance.evidence.ScenarioEvidence;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.reports.model.DebugBundle;
import io.meshconformance.reports.model.Screenshot;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Remembers one scenario. Guarded by its {@link RunRecorder}. */
final class ScenarioRecorder {

    private final Scenario scenario;
    private final Clock clock;
    private final boolean confirming;
    private final Map<String, CheckRecorder> ran = new LinkedHashMap<>();
    /** The sentences of its checks by the names of their methods, in the order of the source. */
    private final Map<String, String> declared;

    private ScenarioEvidence evidence = ScenarioEvidence.NONE;
    private @Nullable Ending ending;
    private @Nullable DebugBundle debug;
    private long startMillis;
    private long millis;

    ScenarioRecorder(Scenario scenario, Map<String, String> declared, Clock clock, boolean confirming) {
        this.scenario = scenario;
        this.declared = declared;
        this.clock = clock;
        this.confirming = confirming;
    }

    /** The record of a further play. */
    ScenarioRecorder again(boolean toConfirm) {
        return new ScenarioRecorder(scenario, declared, clock, toConfirm);
    }

    /** Whether it is played because it had failed. */
    boolean isConfirming() {
        return confirming;
    }

    void started() {
        startMillis = clock.millis();
    }

    void checkStarted(String key, String method, String id, String sentence) {
        CheckRecorder check = new CheckRecorder(method, id, sentence, clock);
        check.started();
        ran.put(key, check);
    }

    void checkEnded(String key, Ending how) {
        check(key).ended(how);
    }

    RecordedScenario ended(Ending how) {
        ending = how;
        millis = startMillis == 0 ? 0 : clock.millis() - startMillis;
        return snapshot();
    }

    void published(ScenarioEvidence published) {
        evidence = published;
    }

    void published(DebugBundle bundle) {
        debug = bundle;
    }

    void published(String key, CheckEvidence published) {
        check(key).published(published);
    }

    void published(String key, String file, Screenshot picture) {
        check(key).published(file, picture);
    }

    RecordedScenario snapshot() {
        return new RecordedScenario(
                scenario.id(),
                scenario.title(),
                ending,
                startMillis,
                millis,
                evidence,
                checks().stream().map(CheckRecorder::snapshot).toList(),
                checks().stream().flatMap(check -> check.screenshots().stream()).toList(),
                debug,
                confirming);
    }

    /** In the order of the source: of each method what ran of it, in turn, or what was to run. */
    private List<CheckRecorder> checks() {
        Stream<CheckRecorder> neverStarted = declared.entrySet().stream()
                .filter(check ->
                        ran.values().stream().noneMatch(one -> one.method().equals(check.getKey())))
                .map(check -> new CheckRecorder(check.getKey(), check.getKey(), check.getValue(), clock));
        List<String> order = List.copyOf(declared.keySet());
        return Stream.concat(ran.values().stream(), neverStarted)
                .sorted(Comparator.comparing(check -> order.indexOf(check.method())))
                .toList();
    }

    private CheckRecorder check(String key) {
        CheckRecorder check = ran.get(key);
        if (check == null) {
            throw new IllegalArgumentException("no check started as " + key);
        }
        return check;
    }
}
