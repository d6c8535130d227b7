package io.meshconformance.reports.judgement;

import io.meshconformance.evidence.run.EnvironmentEvidence;
import io.meshconformance.reports.events.RecordedRun;
import io.meshconformance.reports.model.Gate;
import io.meshconformance.reports.model.RequirementRow;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.Selection;
import io.meshconformance.reports.model.requirement.Strength;
import io.meshconformance.reports.model.state.Level;
import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.reports.model.state.RequirementResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules a run must pass, in a fixed order. */
public final class Gates {

    /** Fails where the finished folder held a secret. */
    public static final String NO_SECRET = "no-secret-in-report";

    /** What {@link #NO_SECRET} holds. */
    public static final String NO_SECRET_RULE = "No secret of the run stands in the finished folder, in any form.";

    /** Fails where there is no environment to judge in, or a scenario met a broken one. */
    public static final String ENVIRONMENT = "environment-sound";

    /** Where one of these fails, nothing is proved by the run. */
    public static final Set<String> TRUST = Set.of("run-completed", ENVIRONMENT, "events-complete");

    private Gates() {}

    /** The gates of a report whose files were searched for so many secrets and hold none. */
    public static List<Gate> searched(List<Gate> gates, int secrets) {
        return gates.stream()
                .map(gate -> gate.id().equals(NO_SECRET)
                        ? new Gate(NO_SECRET, NO_SECRET_RULE, true, "Searched for %d, found none.".formatted(secrets))
                        : gate)
                .toList();
    }

    static List<Gate> of(
            RecordedRun run,
            Selection selection,
            List<ScenarioResult> scenarios,
            List<RequirementRow> rows,
            List<String> stale) {
        List<ScenarioResult> must = at(Level.CORE, scenarios);
        List<Gate> gates = new ArrayList<>();
        gates.add(environment(run.environment(), scenarios));
        gates.add(completed(run));
        gates.add(noneFailed(
                "must-none-failed", "No MUST scenario fails, unless its failure is expected.", must, "Failed: %s."));
        gates.add(noneFailed(
                "should-none-failed",
                "No SHOULD scenario fails, unless its failure is expected.",
                at(Level.EXTENDED, scenarios),
                "Failed: %s. A deviation from a SHOULD can be accepted in ci/known-failures.yaml, with a reason."));
        gates.add(gate(
                "must-all-judged",
                "Every MUST scenario that is loaded is judged.",
                ids(must, Gates::notJudged),
                must.size() + " of " + must.size() + " judged.",
                "Not judged: %s."));
        if (!selection.some()) {
            gates.add(allCovered(rows));
        }
        gates.add(fewUnstable(scenarios));
        gates.add(
                gate(
                        "known-failures-still-fail",
                        "No failure that is expected passes.",
                        stale,
                        "None did.",
                        "Passed although expected to fail, or no longer matched: %s. Take the entry out of ci/known-failures.yaml."));
        gates.add(gate(
                "requirements-known",
                "Every scenario proves a requirement of the list.",
                unlisted(scenarios, rows),
                scenarios.size() + " of " + scenarios.size() + " do.",
                "Proved, but in no list: %s."));
        gates.add(gate(
                "events-complete",
                "Every event of the run can be read, and every file that steers the verdict.",
                run.remarks(),
                "None is lost.",
                "%s"));
        gates.add(new Gate(NO_SECRET, NO_SECRET_RULE, true, "Not looked yet."));
        return gates;
    }

    /**
     * A scenario that is lost, or was never written, must not look like one that passed. Of a run that was asked for some
     * there is no such rule: "holds" beside it would read as if all had been judged.
     */
    private static Gate allCovered(List<RequirementRow> rows) {
        String id = "must-all-covered";
        String rule = "Of every MUST requirement a scenario is judged.";
        List<RequirementRow> must =
                rows.stream().filter(row -> row.strength() == Strength.MUST).toList();
        List<String> open = must.stream()
                .filter(row -> !row.result().judged() && row.result() != RequirementResult.UNSUPPORTED)
                .map(RequirementRow::id)
                .toList();
        return open.isEmpty()
                ? new Gate(id, rule, true, must.size() + " of " + must.size() + " are.")
                : new Gate(id, rule, false, "Not judged: " + new IdList(open) + ".");
    }

    /** A suite that is red now and then is believed by nobody. Of fewer than a hundred scenarios none may be unstable. */
    private static Gate fewUnstable(List<ScenarioResult> scenarios) {
        String id = "few-unstable";
        String rule = "Of a hundred scenarios at most one is unstable: fails, and holds when it is played once more.";
        List<String> unstable = ids(scenarios, scenario -> scenario.result() == Outcome.UNSTABLE);
        String message = unstable.isEmpty()
                ? "None of %d is.".formatted(scenarios.size())
                : "%d of %d: %s.".formatted(unstable.size(), scenarios.size(), new IdList(unstable));
        return new Gate(id, rule, unstable.size() * 100 <= scenarios.size(), message);
    }

    /** Ids that scenarios claim to prove and no list holds. */
    private static List<String> unlisted(List<ScenarioResult> scenarios, List<RequirementRow> rows) {
        Set<String> listed = rows.stream().map(RequirementRow::id).collect(Collectors.toSet());
        return scenarios.stream()
                .map(ScenarioResult::id)
                .filter(id -> !listed.contains(id))
                .sorted()
                .toList();
    }

    private static Gate completed(RecordedRun run) {
        String rule = "The run comes to its end.";
        if (run.completed()) {
            return new Gate("run-completed", rule, true, "It did.");
        }
        String message = run.finished().isEmpty()
                ? "The run had not ended when this was written. If nothing runs any more, it died."
                : "The run was ended before its last scenario.";
        return new Gate("run-completed", rule, false, message);
    }

    private static Gate environment(@Nullable EnvironmentEvidence environment, List<ScenarioResult> scenarios) {
        String rule = "The environment comes up and stays sound.";
        if (environment != null && environment.failure() != null) {
            return new Gate(ENVIRONMENT, rule, false, environment.failure().summary());
        }
        return gate(
                ENVIRONMENT,
                rule,
                ids(scenarios, Gates::metABrokenEnvironment),
                "No scenario met a broken environment.",
                "Met a broken environment: %s.");
    }

    /** A scenario that a died run cut off met no broken environment: the gate of the run says so. */
    private static boolean metABrokenEnvironment(ScenarioResult scenario) {
        return scenario.result() == Outcome.ERROR && !ScenarioJudge.CUT_OFF.equals(scenario.reason());
    }

    private static Gate noneFailed(String id, String rule, List<ScenarioResult> scenarios, String missed) {
        List<String> accepted = ids(scenarios, ScenarioResult::failedAsKnown);
        return gate(
                id,
                rule,
                ids(scenarios, ScenarioResult::failedUnexpectedly),
                accepted.isEmpty()
                        ? "0 of " + scenarios.size() + " failed."
                        : "No other failed than was expected: " + String.join(", ", accepted) + ".",
                missed);
    }

    private static List<ScenarioResult> at(Level level, List<ScenarioResult> scenarios) {
        return scenarios.stream().filter(scenario -> scenario.level() == level).toList();
    }

    private static boolean notJudged(ScenarioResult scenario) {
        return scenario.result() == Outcome.SKIPPED;
    }

    private static List<String> ids(List<ScenarioResult> scenarios, Predicate<ScenarioResult> wanted) {
        return scenarios.stream().filter(wanted).map(ScenarioResult::id).toList();
    }

    private static Gate gate(String id, String rule, List<String> against, String held, String missed) {
        return against.isEmpty()
                ? new Gate(id, rule, true, held)
                : new Gate(id, rule, false, missed.formatted(String.join(", ", against)));
    }
}
