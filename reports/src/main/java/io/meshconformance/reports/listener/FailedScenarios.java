package io.meshconformance.reports.listener;

import io.meshconformance.evidence.declaration.SecondPass;
import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.state.Outcome;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * What is to be played once more at the end of a plan: every scenario that failed and is not accepted, a MUST before a
 * SHOULD, and then the gravest first. Nothing where the environment broke: such a run proves nothing either way.
 *
 * @param plan the plan that ends
 * @param report the run as it stands
 */
record FailedScenarios(TestPlan plan, ConformanceReport report) {

    private static final Comparator<ScenarioResult> GRAVEST_FIRST = Comparator.comparing(ScenarioResult::level)
            .thenComparing(ScenarioResult::impact, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(ScenarioResult::id);

    /** The order to play them; empty where there are none. */
    Optional<SecondPass> order() {
        boolean broken = report.failure() != null
                || report.scenarios().stream().anyMatch(scenario -> scenario.result() == Outcome.ERROR);
        Map<String, String> keys = new HashMap<>();
        for (TestIdentifier root : plan.getRoots()) {
            for (TestIdentifier each : plan.getChildren(root)) {
                PlanReader.scenario(each).ifPresent(declared -> keys.put(declared.id(), each.getUniqueId()));
            }
        }
        List<SecondPass.Failed> failed = report.scenarios().stream()
                .filter(scenario -> !broken && scenario.failedUnexpectedly())
                .sorted(GRAVEST_FIRST)
                .flatMap(scenario -> Optional.ofNullable(keys.get(scenario.id())).stream()
                        .map(key -> new SecondPass.Failed(scenario.id(), key, checks(scenario))))
                .toList();
        return failed.isEmpty() ? Optional.empty() : Optional.of(new SecondPass(failed));
    }

    private static List<String> checks(ScenarioResult scenario) {
        return scenario.checks().stream()
                .filter(CheckResult::unexpectedFailure)
                .map(CheckResult::id)
                .toList();
    }
}
