package io.meshconformance.reports.page;

import io.meshconformance.reports.judgement.Changes;
import io.meshconformance.reports.judgement.History;
import io.meshconformance.reports.judgement.IdList;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.PastRun;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.state.Delta;
import io.meshconformance.reports.model.state.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run among those before it.
 *
 * @param report the run
 */
public record Trend(ConformanceReport report) {

    /** In the order in which a reader wants to know. What is the same and yet listed ended otherwise, such as skipped. */
    private static final List<Delta> WORST_FIRST =
            List.of(Delta.REGRESSED, Delta.UNSTABLE, Delta.UNJUDGED, Delta.FIXED, Delta.NEW, Delta.SAME);

    /** What is otherwise than before, empty where no earlier run is known. */
    public Optional<Changes> changes() {
        return report.trend().isEmpty()
                ? Optional.empty()
                : Optional.of(Changes.since(new History(report.trend()), report));
    }

    /** The same in one phrase; empty where no earlier run is known. */
    public String inWords() {
        return changes().map(Trend::phrase).orElse("");
    }

    private static String phrase(Changes changes) {
        String changed = WORST_FIRST.stream()
                .map(delta -> phrase(changes, delta))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
        return changed.isEmpty() ? "nothing broke, nothing was mended." : changed + ".";
    }

    private static Optional<String> phrase(Changes changes, Delta delta) {
        List<Changes.Scenario> meant = changes.scenarios().stream()
                .filter(scenario -> scenario.delta() == delta)
                .toList();
        return meant.isEmpty()
                ? Optional.empty()
                : Optional.of(meant.size() + " " + meant.get(0).change() + " ("
                        + new IdList(meant.stream().map(Changes.Scenario::id).toList()) + ")");
    }

    /** Earlier runs and this one, unless it was asked for some scenarios only: its column would look like a collapse. */
    public List<PastRun> runs() {
        return shown()
                ? Stream.concat(report.trend().stream(), Stream.of(History.entry(report)))
                        .toList()
                : report.trend();
    }

    /** Whether this run is one of them. */
    public boolean shown() {
        return !report.selection().some();
    }

    /** How a scenario ended in the earlier runs where it did not always end the same, otherwise empty. */
    public String unsteadiness(ScenarioResult scenario) {
        List<Outcome> judged = report.trend().stream()
                .map(run -> run.scenarios().get(scenario.id()))
                .filter(outcome ->
                        outcome == Outcome.PASSED || outcome == Outcome.FAILED || outcome == Outcome.UNSTABLE)
                .toList();
        long failed =
                judged.stream().filter(outcome -> outcome != Outcome.PASSED).count();
        return failed == 0 || failed == judged.size()
                ? ""
                : "failed in %d of %d earlier runs".formatted(failed, judged.size());
    }
}
