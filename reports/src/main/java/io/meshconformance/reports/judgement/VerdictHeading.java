package io.meshconformance.reports.judgement;

import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.Selection;
import io.meshconformance.reports.model.Verdict;
import io.meshconformance.reports.model.state.Level;
import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.reports.model.state.VerdictResult;
import io.meshconformance.run.Impact;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a verdict means to the people behind the proxy, on one line, such as {@code 1 promise broken: it lets somebody in}.
 *
 * @param selection what was asked for
 * @param scenarios what was judged
 */
record VerdictHeading(Selection selection, List<ScenarioResult> scenarios) {

    String of(VerdictResult result) {
        if (result == VerdictResult.INVALID) {
            return Verdict.UNPROVED;
        }
        Predicate<ScenarioResult> must = scenario -> scenario.level() == Level.CORE;
        Predicate<ScenarioResult> broken = ScenarioResult::failedUnexpectedly;
        String told = Stream.of(
                        told(must.and(broken), "1 promise broken", "%d promises broken"),
                        told(must.negate().and(broken), "1 SHOULD not kept", "%d SHOULD not kept"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return told.isEmpty() ? withoutFailure(result) : told;
    }

    private String withoutFailure(VerdictResult result) {
        String known =
                told(ScenarioResult::failedAsKnown, "1 promise broken, as known", "%d promises broken, as known");
        if (!known.isEmpty()) {
            return known;
        }
        if (selection.some() && scenarios.stream().allMatch(scenario -> scenario.result() == Outcome.PASSED)) {
            return scenarios.size() == 1
                    ? "The promise that was asked for holds"
                    : "The promises that were asked for hold";
        }
        long unstable = scenarios.stream()
                .filter(scenario -> scenario.result() == Outcome.UNSTABLE)
                .count();
        if (unstable > 0) {
            return "No promise is known to be broken, %d %s unstable".formatted(unstable, unstable == 1 ? "is" : "are");
        }
        return result == VerdictResult.CONFORMANT ? "Every promise holds" : "No promise is known to be broken";
    }

    private String told(Predicate<ScenarioResult> wanted, String one, String several) {
        List<ScenarioResult> told = scenarios.stream().filter(wanted).toList();
        if (told.isEmpty()) {
            return "";
        }
        String counted = told.size() == 1 ? one : several.formatted(told.size());
        String impacts = impacts(told);
        return impacts.isEmpty() ? counted : counted + ": " + impacts;
    }

    /** By impact, the gravest first; a scenario that no list has is counted alone. */
    private static String impacts(List<ScenarioResult> told) {
        Map<Impact, Integer> counts = new EnumMap<>(Impact.class);
        told.forEach(scenario -> {
            if (scenario.impact() != null) {
                counts.merge(scenario.impact(), 1, Integer::sum);
            }
        });
        if (counts.size() == 1 && counts.containsValue(told.size())) {
            Impact alone = counts.keySet().iterator().next();
            return (told.size() == 1 ? "it " : "they ") + alone.of(told.size());
        }
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().of(count.getValue()))
                .collect(Collectors.joining(", "));
    }
}
