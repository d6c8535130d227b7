package io.meshconformance.reports.judgement;

import io.meshconformance.evidence.run.JudgedPart;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.PastRun;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.state.Delta;
import io.meshconformance.reports.model.state.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The last runs that were asked for all scenarios, oldest first: results without evidence.
 *
 * @param runs at most {@link #CAP}
 */
public record History(List<PastRun> runs) {

    /** How many runs are kept. */
    public static final int CAP = 60;

    /** No run is known. */
    public static final History NONE = new History(List.of());

    /** This history and one more run, which takes the place of an earlier entry of the same id. */
    public History with(ConformanceReport report) {
        List<PastRun> all = new ArrayList<>(runs);
        all.removeIf(past -> past.id().equals(report.run().id()));
        all.add(entry(report));
        return new History(capped(all));
    }

    /** What became of a scenario since the last run that judged it. */
    public Delta delta(String scenario, Outcome now) {
        Optional<PastRun> before = lastToJudge(scenario);
        if (before.isEmpty()) {
            return Delta.NEW;
        }
        boolean passedBefore = before.get().scenarios().get(scenario) == Outcome.PASSED;
        return switch (now) {
            case PASSED -> passedBefore ? Delta.SAME : Delta.FIXED;
            case FAILED -> passedBefore ? Delta.REGRESSED : Delta.SAME;
            case UNSTABLE -> passedBefore ? Delta.UNSTABLE : Delta.SAME;
            case SKIPPED, UNSUPPORTED, ERROR -> passedBefore ? Delta.UNJUDGED : Delta.SAME;
        };
    }

    /** The last run in which this scenario met a sound environment. */
    Optional<PastRun> lastToJudge(String scenario) {
        for (int i = runs.size() - 1; i >= 0; i--) {
            Outcome outcome = runs.get(i).scenarios().get(scenario);
            if (outcome != null && outcome != Outcome.ERROR) {
                return Optional.of(runs.get(i));
            }
        }
        return Optional.empty();
    }

    /** The last run, empty where none is known. */
    public Optional<PastRun> last() {
        return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(runs.size() - 1));
    }

    /** A report without its evidence. */
    public static PastRun entry(ConformanceReport report) {
        TreeMap<String, Outcome> outcomes = new TreeMap<>();
        for (ScenarioResult scenario : report.scenarios()) {
            outcomes.put(scenario.id(), scenario.result());
        }
        TreeMap<String, String> versions = report.subject().components().stream()
                .collect(Collectors.toMap(JudgedPart::name, History::version, (first, second) -> first, TreeMap::new));
        return new PastRun(
                report.run().id(),
                report.run().started(),
                report.verdict().result(),
                millis(report.run().started(), report.run().finished()),
                report.statistics(),
                versions,
                outcomes);
    }

    private static String version(JudgedPart component) {
        return component.reference() ? component.version() + " (reference)" : component.version();
    }

    private static long millis(String from, String to) {
        return from.isEmpty() || to.isEmpty()
                ? 0
                : Duration.between(Instant.parse(from), Instant.parse(to)).toMillis();
    }

    private static List<PastRun> capped(List<PastRun> all) {
        return List.copyOf(all.subList(Math.max(0, all.size() - CAP), all.size()));
    }
}
