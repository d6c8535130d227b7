package io.meshconformance.reports.page;

import io.meshconformance.evidence.ExpectationEvidence;
import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.reports.words.AnswerWords;
import io.meshconformance.run.Impact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of what broke.
 *
 * @param scenario the scenario
 * @param check sentence of the check, empty where the scenario did not get to its checks
 * @param expected what had to come
 * @param actual what came
 * @param answeredBy the hop that answered
 * @param known why it was expected to fail, empty where it was not
 * @param more how many more expectations did not hold, which the scenario itself shows
 */
public record FailureRow(
        ScenarioResult scenario,
        String check,
        String expected,
        String actual,
        String answeredBy,
        String known,
        long more) {

    /** A row a failed check: the unexpected ones first, of these the gravest. */
    public static List<FailureRow> of(List<ScenarioResult> scenarios) {
        List<FailureRow> rows = new ArrayList<>();
        for (ScenarioResult scenario : scenarios) {
            if (scenario.result() == Outcome.ERROR
                    || scenario.result() == Outcome.FAILED && scenario.reason() != null) {
                String reason = Objects.requireNonNullElse(scenario.reason(), "");
                rows.add(new FailureRow(scenario, "", "", reason, "", "", 0));
            }
            scenario.judgedChecks().stream()
                    .filter(check -> check.result() == Outcome.FAILED || check.result() == Outcome.UNSTABLE)
                    .forEach(check -> rows.add(of(scenario, check)));
        }
        rows.sort(Comparator.comparing((FailureRow row) -> !row.known().isEmpty())
                .thenComparing(FailureRow::meaning, Comparator.nullsLast(Comparator.naturalOrder())));
        return rows;
    }

    /** What the failure means to the people behind the proxy; null where a broken environment says nothing of it. */
    public @Nullable Impact meaning() {
        return scenario.result() == Outcome.FAILED ? scenario.impact() : null;
    }

    private static FailureRow of(ScenarioResult scenario, CheckResult check) {
        String known = check.knownFailure() == null ? "" : check.knownFailure().reason();
        if (check.missed().isEmpty()) {
            String thrown = check.failure() == null ? "" : Wording.failure(check.failure());
            return new FailureRow(scenario, check.title(), "", thrown, "", known, 0);
        }
        ExpectationEvidence missed = check.missed().get(0);
        return new FailureRow(
                scenario,
                check.title(),
                missed.expected(),
                missed.actual(),
                AnswerWords.answeredBy(missed),
                known,
                check.missed().size() - 1L);
    }

    /** Only the first row of each scenario, for a page on which there is no place for all. */
    static List<FailureRow> firsts(List<FailureRow> rows) {
        Map<String, FailureRow> firsts = new LinkedHashMap<>();
        for (FailureRow row : rows) {
            firsts.merge(row.scenario().id(), row, (first, other) -> first.with(first.more() + 1 + other.more()));
        }
        return List.copyOf(firsts.values());
    }

    private FailureRow with(long others) {
        return new FailureRow(scenario, check, expected, actual, answeredBy, known, others);
    }
}
