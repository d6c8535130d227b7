package io.meshconformance.reports.events;

import io.meshconformance.harness.scenario.Scenario;
import io.meshconformance.reports.model.Screenshot;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Remembers one scenario. Guarded by its {@link RunRecorder}. */
final class ScenarioRecorder {

    private final Scenario scenario;
    private final Clock clock;
    private final Map<String, CheckRecorder> ran = new LinkedHashMap<>();
    private final Map<String, CheckRecorder> planned = new LinkedHashMap<>();
    private ScenarioEvent event = ScenarioEvent.NONE;
    private @Nullable Ending ending;
    private long startMillis;
    private long millis;

    ScenarioRecorder(Scenario scenario, Clock clock) {
        this.scenario = scenario;
        this.clock = clock;
    }

    void planned(String key, String id, String sentence) {
        planned.put(key, new CheckRecorder(id, sentence, clock));
    }

    void started() {
        startMillis = clock.millis();
    }

    void checkStarted(String key, String id, String sentence) {
        CheckRecorder known = planned.remove(key);
        CheckRecorder check = known == null ? new CheckRecorder(id, sentence, clock) : known;
        check.started();
        ran.put(key, check);
    }

    void checkEnded(String key, Ending how) {
        CheckRecorder skipped = planned.remove(key);
        if (skipped != null) {
            ran.put(key, skipped);
        }
        check(key).ended(how);
    }

    /** A planned check turned out to be a template, whose invocations are the checks. */
    void template(String key) {
        planned.remove(key);
    }

    RecordedScenario ended(Ending how) {
        ending = how;
        millis = startMillis == 0 ? 0 : clock.millis() - startMillis;
        return snapshot();
    }

    void published(ScenarioEvent published) {
        event = published;
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
                List.of(scenario.alsoProves()),
                ending,
                startMillis,
                millis,
                event,
                Stream.concat(ran.values().stream(), planned.values().stream())
                        .map(CheckRecorder::snapshot)
                        .toList(),
                ran.values().stream()
                        .flatMap(check -> check.screenshots().stream())
                        .toList());
    }

    private CheckRecorder check(String key) {
        CheckRecorder check = ran.get(key);
        if (check == null) {
            throw new IllegalArgumentException("no check started as " + key);
        }
        return check;
    }
}
