package io.meshconformance.reports.judgement;

import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.PastRun;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.state.Delta;
import io.meshconformance.reports.model.state.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is otherwise than before: the scenarios, and beside them the versions that may be the cause.
 *
 * @param before the last of the earlier runs
 * @param scenarios those that ended otherwise than in the last run that judged them, or are new; sorted
 * @param versions parts of another version than in the last run, sorted
 * @param notLoaded scenarios of the last run that this one did not load, sorted; none where only some were asked for
 */
public record Changes(PastRun before, List<Scenario> scenarios, List<Version> versions, List<String> notLoaded) {

    private static final String NOT_THERE = "not there";

    /**
     * A scenario that ended otherwise.
     *
     * @param id its id
     * @param delta what became of it
     * @param before how it ended, null where no earlier run judged it
     * @param run id of the earlier run, empty where none judged it
     * @param now how it ends
     */
    public record Scenario(String id, Delta delta, @Nullable Outcome before, String run, Outcome now) {

        /** How it ended, in a word. */
        public String then() {
            return before == null ? NOT_THERE : before.word();
        }

        /** What became of it, in a word. */
        public String change() {
            return delta == Delta.SAME ? "otherwise" : delta.word();
        }
    }

    /**
     * A part of another version.
     *
     * @param part name of the part
     * @param before its version then
     * @param now its version now
     */
    public record Version(String part, String before, String now) {}

    /** What a report says otherwise than the runs before it, of which there is at least one. */
    public static Changes since(History earlier, ConformanceReport report) {
        PastRun last = earlier.last().orElseThrow();
        List<Scenario> scenarios = report.scenarios().stream()
                .map(scenario -> scenario(earlier, scenario))
                .filter(scenario -> scenario.delta() != Delta.SAME || scenario.now() != scenario.before())
                .toList();
        TreeSet<String> notLoaded = new TreeSet<>();
        if (!report.selection().some()) {
            notLoaded.addAll(last.scenarios().keySet());
            report.scenarios().forEach(scenario -> notLoaded.remove(scenario.id()));
        }
        return new Changes(
                last,
                scenarios,
                versions(last.components(), History.entry(report).components()),
                List.copyOf(notLoaded));
    }

    private static Scenario scenario(History earlier, ScenarioResult now) {
        PastRun run = earlier.lastToJudge(now.id()).orElse(null);
        Delta delta = earlier.delta(now.id(), now.result());
        return run == null
                ? new Scenario(now.id(), delta, null, "", now.result())
                : new Scenario(now.id(), delta, run.scenarios().get(now.id()), run.id(), now.result());
    }

    private static List<Version> versions(Map<String, String> before, Map<String, String> now) {
        TreeSet<String> parts = new TreeSet<>(before.keySet());
        parts.addAll(now.keySet());
        List<Version> versions = new ArrayList<>();
        for (String part : parts) {
            Version version =
                    new Version(part, before.getOrDefault(part, NOT_THERE), now.getOrDefault(part, NOT_THERE));
            if (!version.before().equals(version.now())) {
                versions.add(version);
            }
        }
        return versions;
    }

    /** Whether anything is otherwise. */
    public boolean any() {
        return !scenarios.isEmpty() || !versions.isEmpty() || !notLoaded.isEmpty();
    }
}
