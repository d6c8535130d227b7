package io.meshconformance.reports.events;

import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.reports.model.DebugBundle;
import io.meshconformance.reports.model.Screenshot;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Remembers one scenario. Guarded by its {@link RunRecorder}. */
final class ScenarioRecorder {

    private final Scenario scenario;
    private final Clock clock;
    private final Map<String, CheckRecorder> ran = new LinkedHashMap<>();
    /** Checks by the name of their method: it is known before JUnit says what it will run. */
    private final Map<String, CheckRecorder> planned = new LinkedHashMap<>();

    private ScenarioEvent event = ScenarioEvent.NONE;
    private @Nullable Ending ending;
    private @Nullable DebugBundle debug;
    private long startMillis;
    private long millis;

    ScenarioRecorder(Scenario scenario, Clock clock) {
        this.scenario = scenario;
        this.clock = clock;
    }

    void planned(Map<String, String> sentences) {
        sentences.forEach((method, sentence) -> planned.put(method, new CheckRecorder(method, sentence, clock)));
    }

    /** The record of a further play. */
    ScenarioRecorder again() {
        ScenarioRecorder play = new ScenarioRecorder(scenario, clock);
        play.planned.putAll(planned);
        return play;
    }

    void started() {
        startMillis = clock.millis();
    }

    void checkStarted(String key, String method, String id, String sentence) {
        planned.remove(method);
        CheckRecorder check = new CheckRecorder(id, sentence, clock);
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

    void published(ScenarioEvent published) {
        event = published;
    }

    void published(DebugBundle bundle) {
        debug = bundle;
    }

    void published(String key, CheckEvent published) {
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
                event,
                Stream.concat(ran.values().stream(), planned.values().stream())
                        .map(CheckRecorder::snapshot)
                        .toList(),
                ran.values().stream()
                        .flatMap(check -> check.screenshots().stream())
                        .toList(),
                debug);
    }

    private CheckRecorder check(String key) {
        CheckRecorder check = ran.get(key);
        if (check == null) {
            throw new IllegalArgumentException("no check started as " + key);
        }
        return check;
    }
}
