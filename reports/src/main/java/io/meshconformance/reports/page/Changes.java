package io.meshconformance.reports.page;

import io.meshconformance.reports.judgement.History;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.Delta;
import io.meshconformance.reports.model.PastRun;
import io.meshconformance.reports.model.ScenarioResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What changed since earlier runs.
 *
 * @param report the report
 */
public record Changes(ConformanceReport report) {

    /** Id of the run before this one, empty where none is known. */
    public String previous() {
        return Objects.requireNonNullElse(report.run().previous(), "");
    }

    /** What changed since the last run, in one phrase; empty where no run is known. */
    public String inWords() {
        if (report.run().previous() == null) {
            return "";
        }
        String changed = Stream.of(Delta.REGRESSED, Delta.FIXED, Delta.NEW, Delta.FLAKY)
                .map(this::change)
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
        return changed.isEmpty() ? "no change." : changed + ".";
    }

    private Optional<String> change(Delta delta) {
        List<String> ids = report.scenarios().stream()
                .filter(scenario -> scenario.delta() == delta)
                .map(ScenarioResult::id)
                .toList();
        return ids.isEmpty()
                ? Optional.empty()
                : Optional.of(ids.size() + " " + delta.word() + " (" + String.join(", ", ids) + ")");
    }

    /** Scenarios and versions that differ from the last run. */
    public List<Difference> differences() {
        return report.trend().isEmpty()
                ? List.of()
                : Difference.between(report.trend().get(report.trend().size() - 1), History.entry(report));
    }

    /** Earlier runs and this one. */
    public List<PastRun> runs() {
        List<PastRun> runs = new ArrayList<>(report.trend());
        runs.add(History.entry(report));
        return runs;
    }
}
