package io.meshconformance.reports.judgement;

import io.meshconformance.reports.model.Gate;
import io.meshconformance.reports.model.RequirementRow;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.Selection;
import io.meshconformance.reports.model.requirement.Strength;
import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.reports.model.state.RequirementResult;
import io.meshconformance.reports.model.state.Statistics;
import io.meshconformance.reports.model.state.VerdictResult;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict says, in a sentence or two.
 *
 * @param selection what was asked for
 * @param gates the gates, judged
 * @param scenarios what was judged
 * @param rows every requirement
 * @param failures what failed and was not accepted
 * @param dirty whether the suite had uncommitted changes
 * @param endedBy the scenario at whose failure the run ended early, null where it did not
 */
record VerdictSentence(
        Selection selection,
        List<Gate> gates,
        List<ScenarioResult> scenarios,
        List<RequirementRow> rows,
        Failures failures,
        boolean dirty,
        @Nullable String endedBy) {

    private static final String ACCEPTABLE =
            " A deviation from a SHOULD can be accepted in ci/known-failures.yaml, with a reason.";

    String of(VerdictResult result) {
        return endedBy == null
                ? told(result)
                : told(result) + " The run ended early: after " + endedBy + " failed no further scenario began.";
    }

    private String told(VerdictResult result) {
        return switch (result) {
            case CONFORMANT ->
                "Conformant: all %s passed%s, and %s.".formatted(number(passed()), unsupported(), coverage());
            case NONCONFORMANT ->
                "Not conformant: %s broke %s (%s)%s%s%s; %s."
                        .formatted(
                                number(failures.promises().size()),
                                failures.promises().size() == 1 ? "its promise" : "their promises",
                                new IdList(failures.promises()),
                                unconfirmed(),
                                deviations(),
                                unstable(),
                                selection.some() ? "of " + asked() : coverage());
            case PARTIAL -> (selection.some() ? ofSelection() : inPart()) + acceptable();
            case INVALID -> "Invalid: nothing is proved by this run. " + cause();
        };
    }

    private String inPart() {
        return "Conformant in part: %d of %s passed%s; %s."
                .formatted(passed(), number(scenarios.size()), why(), coverage());
    }

    private String ofSelection() {
        if (passed() == scenarios.size()) {
            return "Of %s: %s%s.".formatted(asked(), scenarios.size() == 1 ? "it holds" : "they hold", why());
        }
        return "Of %s: %d of %s passed%s.".formatted(asked(), passed(), number(scenarios.size()), why());
    }

    /** What was asked for among all promises. */
    private String asked() {
        List<String> ids = selection.scenarios();
        return ids.size() == 1
                ? "%d promises only %s was asked for".formatted(rows.size(), ids.get(0))
                : "%d promises only %d were asked for (%s)".formatted(rows.size(), ids.size(), new IdList(ids));
    }

    private int passed() {
        return counts().passed();
    }

    private Statistics counts() {
        return Statistics.of(scenarios.stream().map(ScenarioResult::result).toList());
    }

    private String why() {
        StringBuilder why = new StringBuilder(deviations());
        long expected = scenarios.stream().filter(ScenarioResult::failedAsKnown).count();
        if (expected > 0) {
            why.append(", ").append(expected).append(" failed as expected");
        }
        why.append(unstable());
        if (counts().skipped() > 0) {
            why.append(", ").append(counts().skipped()).append(" not judged");
        }
        why.append(unsupported());
        if (gates.stream().anyMatch(gate -> gate.id().equals("known-failures-still-fail") && !gate.passed())) {
            why.append(", an expected failure did not fail");
        }
        return dirty ? why.append(", with uncommitted changes in the suite").toString() : why.toString();
    }

    private String unstable() {
        List<String> ids = ids(scenario -> scenario.result() == Outcome.UNSTABLE);
        return ids.isEmpty() ? "" : ", %d unstable (%s)".formatted(ids.size(), new IdList(ids));
    }

    private String unconfirmed() {
        List<String> ids = ids(scenario -> scenario.unconfirmed().isPresent());
        return ids.isEmpty() ? "" : ", %d of them not confirmed by a second play".formatted(ids.size());
    }

    private List<String> ids(Predicate<ScenarioResult> wanted) {
        return scenarios.stream().filter(wanted).map(ScenarioResult::id).toList();
    }

    private String unsupported() {
        int count = counts().unsupported();
        return count == 0 ? "" : ", " + count + " not supported";
    }

    private String deviations() {
        List<String> ids = failures.deviations();
        return ids.isEmpty() ? "" : ", %d SHOULD failed (%s)".formatted(ids.size(), new IdList(ids));
    }

    private String acceptable() {
        return failures.deviations().isEmpty() ? "" : ACCEPTABLE;
    }

    private String cause() {
        return gates.stream()
                .filter(gate -> !gate.passed() && Gates.TRUST.contains(gate.id()))
                .map(Gate::message)
                .findFirst()
                .orElse(scenarios.isEmpty() ? "No scenario was loaded." : "A scenario met a broken environment.");
    }

    private String coverage() {
        long covered = rows.stream()
                .filter(row -> row.result() != RequirementResult.UNCOVERED)
                .count();
        long open = rows.stream()
                .filter(row -> row.result() == RequirementResult.UNCOVERED && row.strength() == Strength.MUST)
                .count();
        return open == 0
                ? "every MUST of the %d requirements is covered".formatted(rows.size())
                : "%d of %d requirements are covered; %d MUST %s not"
                        .formatted(covered, rows.size(), open, open == 1 ? "is" : "are");
    }

    private static String number(int scenarios) {
        return scenarios == 1 ? "1 scenario" : scenarios + " scenarios";
    }
}
