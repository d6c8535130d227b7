package io.meshconformance.reports.events;

import io.meshconformance.evidence.CheckEvidence;
import io.meshconformance.evidence.EvidenceFile;
import io.meshconformance.evidence.ScenarioEvidence;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.evidence.run.EnvironmentEvidence;
import io.meshconformance.reports.model.CoreUse;
import io.meshconformance.reports.model.DebugBundle;
import io.meshconformance.reports.model.Screenshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers a run as its events arrive. Scenarios may run side by side, so every method may be called from any thread.
 */
public final class RunRecorder {

    private final Clock clock;
    private final Supplier<Optional<CoreUse>> cores;
    private final String started;
    private final Map<String, ScenarioPlays> scenarios = new LinkedHashMap<>();
    private final Map<String, ScenarioRecorder> byKey = new HashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private @Nullable EnvironmentEvidence environment;
    private @Nullable String endedBy;
    private boolean confirming;

    /** Starts a record of a run of which nobody measures how busy its machine is. */
    public RunRecorder(Clock clock) {
        this(clock, Optional::empty);
    }

    /**
     * Starts a record.
     *
     * @param cores how busy the machine was so far
     */
    public RunRecorder(Clock clock, Supplier<Optional<CoreUse>> cores) {
        this.clock = clock;
        this.cores = cores;
        this.started = now();
    }

    /**
     * Adds a scenario that was loaded.
     *
     * @param key the unique id of its container
     * @param scenario its declaration
     * @param checks the sentences of its checks by the names of their methods, in the order of the source
     */
    public synchronized void loaded(String key, Scenario scenario, Map<String, String> checks) {
        ScenarioRecorder recorder = new ScenarioRecorder(scenario, checks, clock, false);
        if (scenarios.putIfAbsent(key, new ScenarioPlays(recorder)) == null) {
            byKey.put(key, recorder);
        }
    }

    /** From now on scenarios are played once more because they had failed. */
    public synchronized void confirming() {
        confirming = true;
    }

    /** A play of a scenario is to come, whose events have a key of their own. */
    public synchronized void play(String scenario, String key) {
        byKey.put(key, plays(scenario).again(confirming));
    }

    /** A scenario, or a play of it, starts. */
    public synchronized void scenarioStarted(String scenario) {
        recorder(scenario).started();
    }

    /** A check starts. */
    public synchronized void checkStarted(String scenario, String key, String method, String id, String sentence) {
        recorder(scenario).checkStarted(key, method, id, sentence);
    }

    /** A check ended, or was skipped before it started. */
    public synchronized void checkEnded(String scenario, String key, Ending ending) {
        recorder(scenario).checkEnded(key, ending);
    }

    /** A play of a scenario ended; gives it back as it ran. */
    public synchronized RecordedScenario playEnded(String key, Ending ending) {
        return recorder(key).ended(ending);
    }

    /** A play of a scenario as it ran so far. */
    public synchronized RecordedScenario soFar(String key) {
        return recorder(key).snapshot();
    }

    /** A scenario ended; gives back its plays as they ran. */
    public synchronized List<RecordedScenario> scenarioEnded(String scenario, Ending ending) {
        return plays(scenario).ended(ending, confirming);
    }

    /** A scenario did not begin, because another had failed and the run was to end then. */
    public synchronized void endedBy(String failed) {
        endedBy = failed;
    }

    /** Reads {@code environment.json}. */
    public synchronized void environment(Path file) {
        read(file, EnvironmentEvidence.class).ifPresent(event -> environment = event);
    }

    /** Reads {@code scenario.json}. */
    public synchronized void scenario(String scenario, Path file) {
        read(file, ScenarioEvidence.class).ifPresent(event -> recorder(scenario).published(event));
    }

    /** Reads {@code check.json}. */
    public synchronized void check(String scenario, String key, Path file) {
        read(file, CheckEvidence.class).ifPresent(event -> recorder(scenario).published(key, event));
    }

    /** Keeps a picture of a check. */
    public synchronized void screenshot(String scenario, String key, String file, Screenshot picture) {
        recorder(scenario).published(key, file, picture);
    }

    /** Keeps the state of the cluster at the moment a scenario failed. */
    public synchronized void debug(String scenario, DebugBundle bundle) {
        recorder(scenario).published(bundle);
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
                endedBy,
                scenarios.values().stream()
                        .flatMap(scenario -> scenario.snapshots().stream())
                        .toList(),
                cores.get().orElse(null),
                List.copyOf(remarks));
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private ScenarioRecorder recorder(String key) {
        return found(byKey, key);
    }

    private ScenarioPlays plays(String key) {
        return found(scenarios, key);
    }

    private static <T> T found(Map<String, T> recorded, String key) {
        T record = recorded.get(key);
        if (record == null) {
            throw new IllegalArgumentException("no scenario was loaded as " + key);
        }
        return record;
    }

    /** What cannot be read is no evidence, and the run says so. */
    private <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Optional.of(EvidenceFile.read(file, type));
        } catch (IOException e) {
            remarks.add("%s cannot be read: %s".formatted(file.getFileName(), firstLine(e)));
            return Optional.empty();
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
