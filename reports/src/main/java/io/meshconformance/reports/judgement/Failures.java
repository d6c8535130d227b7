package io.meshconformance.reports.judgement;

import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.state.Level;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * Scenarios that failed and that {@code ci/known-failures.yaml} does not accept: each of them fails the run.
 *
 * @param promises ids of those that broke a MUST
 * @param deviations ids of the other SHOULD scenarios
 */
record Failures(List<String> promises, List<String> deviations) {

    static Failures among(Collection<ScenarioResult> scenarios) {
        Predicate<ScenarioResult> promised = scenario -> scenario.level() == Level.CORE;
        return new Failures(ids(scenarios, promised), ids(scenarios, promised.negate()));
    }

    private static List<String> ids(Collection<ScenarioResult> scenarios, Predicate<ScenarioResult> wanted) {
        return scenarios.stream()
                .filter(ScenarioResult::failedUnexpectedly)
                .filter(wanted)
                .map(ScenarioResult::id)
                .toList();
    }
}
