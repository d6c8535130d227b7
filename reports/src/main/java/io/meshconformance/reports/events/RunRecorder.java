package io.meshconformance.reports.events;

import com.fasterxml.jackson.databind.DeserializationFeature;
import io.meshconformance.harness.scenario.Scenario;
import io.meshconformance.reports.model.Screenshot;
import io.meshconformance.reports.writing.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers a run as its events arrive. Scenarios may run side by side, so every method may be called from any thread.
 */
public final class RunRecorder {

    private final Clock clock;
    private final String started;
    private final Map<String, ScenarioRecorder> scenarios = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private EnvironmentEvent environment = EnvironmentEvent.NONE;

    /** Starts a record. */
    public RunRecorder(Clock clock) {
        this.clock = clock;
        this.started = now();
    }

    /** Adds a scenario that was loaded; its key is the unique id of its container. */
    public synchronized void loaded(String key, Scenario scenario) {
        scenarios.putIfAbsent(key, new ScenarioRecorder(scenario, clock));
    }

    /** Adds a check that is planned. */
    public synchronized void planned(String scenario, String key, String id, String sentence) {
        recorder(scenario).planned(key, id, sentence);
    }

    /** A planned check turned out to be a template, whose invocations are the checks. */
    public synchronized void template(String scenario, String key) {
        recorder(scenario).template(key);
    }

    /** A scenario starts. */
    public synchronized void scenarioStarted(String scenario) {
        recorder(scenario).started();
    }

    /** A check starts. */
    public synchronized void checkStarted(String scenario, String key, String id, String sentence) {
        recorder(scenario).checkStarted(key, id, sentence);
    }

    /** A check ended, or was skipped before it started. */
    public synchronized void checkEnded(String scenario, String key, Ending ending) {
        recorder(scenario).checkEnded(key, ending);
    }

    /** A scenario ended; gives it back as it ran. */
    public synchronized RecordedScenario scenarioEnded(String scenario, Ending ending) {
        return recorder(scenario).ended(ending);
    }

    /** Reads {@code environment.json}. */
    public synchronized void environment(Path file) {
        read(file, EnvironmentEvent.class).ifPresent(event -> environment = event);
    }

    /** Reads {@code scenario.json}. */
    public synchronized void scenario(String scenario, Path file) {
        read(file, ScenarioEvent.class).ifPresent(event -> recorder(scenario).published(event));
    }

    /** Reads {@code check.json}. */
    public synchronized void check(String scenario, String key, Path file) {
        read(file, CheckEvent.class).ifPresent(event -> recorder(scenario).published(key, event));
    }

    /** Keeps a picture of a check. */
    public synchronized void screenshot(String scenario, String key, String file, Screenshot picture) {
        recorder(scenario).published(key, file, picture);
    }

    /** Notes what went wrong with an event: it makes the run invalid. */
    public synchronized void remark(String sentence) {
        remarks.add(sentence);
    }

    /** The run as it stands, of which {@code completed} says whether its plan was carried out. */
    public synchronized RecordedRun snapshot(boolean ended, boolean completed) {
        return new RecordedRun(
                started,
                ended ? now() : "",
                completed,
                environment,
                scenarios.values().stream().map(ScenarioRecorder::snapshot).toList(),
                List.copyOf(remarks));
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private ScenarioRecorder recorder(String key) {
        ScenarioRecorder recorder = scenarios.get(key);
        if (recorder == null) {
            throw new IllegalArgumentException("no scenario was loaded as " + key);
        }
        return recorder;
    }

    /** Reads with tolerance: the harness may tell more than this report knows. */
    private <T> Optional<T> read(Path file, Class<T> type) {
        try {
            T event = Documents.JSON
                    .readerFor(type)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(Files.readAllBytes(file));
            return Optional.ofNullable(event);
        } catch (IOException e) {
            remarks.add("%s cannot be read: %s".formatted(file.getFileName(), e.getMessage()));
            return Optional.empty();
        }
    }
}
