package io.meshconformance.reports.page;

import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.Expectation;
import io.meshconformance.reports.model.Outcome;
import io.meshconformance.reports.model.ScenarioResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One row of what broke.
 *
 * @param scenario the scenario
 * @param check sentence of the check, empty where the scenario did not get to its checks
 * @param expected what had to come
 * @param actual what came
 * @param answeredBy the hop that answered
 * @param known why it was expected to fail, empty where it was not
 */
public record FailureRow(
        ScenarioResult scenario, String check, String expected, String actual, String answeredBy, String known) {

    static List<FailureRow> of(List<ScenarioResult> scenarios) {
        List<FailureRow> rows = new ArrayList<>();
        for (ScenarioResult scenario : scenarios) {
            if (scenario.result() == Outcome.ERROR
                    || scenario.result() == Outcome.FAILED && scenario.reason() != null) {
                String reason = Objects.requireNonNullElse(scenario.reason(), "");
                rows.add(new FailureRow(scenario, "", "", reason, "", ""));
            }
            scenario.checks().stream()
                    .filter(check -> check.result() == Outcome.FAILED)
                    .forEach(check -> add(rows, scenario, check));
        }
        return rows;
    }

    private static void add(List<FailureRow> rows, ScenarioResult scenario, CheckResult check) {
        String known = check.knownFailure() == null ? "" : check.knownFailure().reason();
        for (Expectation missed : check.missed()) {
            rows.add(new FailureRow(
                    scenario, check.sentence(), missed.expected(), missed.actual(), missed.answeredBy(), known));
        }
        if (check.missed().isEmpty() && check.failure() != null) {
            rows.add(new FailureRow(scenario, check.sentence(), "", Wording.failure(check.failure()), "", known));
        }
    }
}
