package io.meshconformance.reports.judgement;

import io.meshconformance.reports.events.RecordedRun;
import io.meshconformance.reports.model.EnvironmentFailure;
import io.meshconformance.reports.model.Gate;
import io.meshconformance.reports.model.Level;
import io.meshconformance.reports.model.Outcome;
import io.meshconformance.reports.model.ScenarioResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rules a run must pass, in a fixed order. */
public final class Gates {

    /** Fails where the finished folder held a secret. */
    public static final String NO_SECRET = "no-secret-in-report";

    private Gates() {}

    static List<Gate> of(RecordedRun run, List<ScenarioResult> scenarios, List<String> stale, List<String> unknown) {
        List<Gate> gates = new ArrayList<>();
        gates.add(environment(run.environment().failure(), scenarios));
        gates.add(completed(run));
        gates.add(mustPassed(scenarios));
        gates.add(gate(
                "must-all-judged",
                ids(scenarios, scenario -> scenario.level() == Level.CORE && notJudged(scenario)),
                "Every MUST scenario that was loaded was judged.",
                "Not judged: %s."));
        gates.add(
                gate(
                        "known-failures-still-fail",
                        stale,
                        "No failure that is expected has passed.",
                        "Passed although expected to fail, or no longer matched: %s. Take the entry out of ci/known-failures.yaml."));
        gates.add(gate(
                "requirements-known",
                unknown,
                "Every scenario proves a requirement of the list.",
                "Proved, but in no list: %s."));
        gates.add(gate("events-complete", run.remarks(), "Every event of the run could be read.", "%s"));
        gates.add(new Gate(NO_SECRET, true, "The finished folder holds no secret of the run."));
        return gates;
    }

    private static Gate completed(RecordedRun run) {
        if (run.completed()) {
            return new Gate("run-completed", true, "The run came to its end.");
        }
        String message = run.finished().isEmpty()
                ? "The run had not ended when this was written. If nothing runs any more, it died."
                : "The run was ended before its last scenario.";
        return new Gate("run-completed", false, message);
    }

    private static Gate environment(@Nullable EnvironmentFailure failure, List<ScenarioResult> scenarios) {
        if (failure != null) {
            return new Gate("environment-sound", false, failure.summary());
        }
        return gate(
                "environment-sound",
                ids(scenarios, Gates::metABrokenEnvironment),
                "No scenario met a broken environment.",
                "Met a broken environment: %s.");
    }

    /** A scenario that a died run cut off met no broken environment: the gate of the run says so. */
    private static boolean metABrokenEnvironment(ScenarioResult scenario) {
        return scenario.result() == Outcome.ERROR && !ScenarioJudge.CUT_OFF.equals(scenario.reason());
    }

    private static Gate mustPassed(List<ScenarioResult> scenarios) {
        List<String> accepted = ids(scenarios, ScenarioResult::failedAsKnown);
        return gate(
                "must-none-failed",
                ids(scenarios, Gates::brokenPromise),
                accepted.isEmpty()
                        ? "No MUST scenario failed."
                        : "No MUST scenario failed that was not expected to. Expected: " + String.join(", ", accepted)
                                + ".",
                "Failed: %s.");
    }

    /** A MUST scenario that failed, where not every failed check was expected to. */
    static boolean brokenPromise(ScenarioResult scenario) {
        return scenario.level() == Level.CORE && scenario.result() == Outcome.FAILED && !scenario.failedAsKnown();
    }

    private static boolean notJudged(ScenarioResult scenario) {
        return scenario.result() == Outcome.SKIPPED || scenario.result() == Outcome.UNSUPPORTED;
    }

    private static List<String> ids(List<ScenarioResult> scenarios, Predicate<ScenarioResult> wanted) {
        return scenarios.stream().filter(wanted).map(ScenarioResult::id).toList();
    }

    private static Gate gate(String id, List<String> against, String held, String missed) {
        return against.isEmpty()
                ? new Gate(id, true, held)
                : new Gate(id, false, missed.formatted(String.join(", ", against)));
    }
}
