package io.meshconformance.reports.command;

import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.reports.writing.StoredReport;
import io.meshconformance.run.Exit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/**
 * How often each check failed in several runs of the same suite on the same images.
 *
 * @param runs how many there were
 * @param checks the checks, those that failed most first
 */
public record FlakeTable(int runs, List<Row> checks) {

    private static final double ERROR_RATE = 0.05;

    /**
     * One check.
     *
     * @param scenario the id of its scenario
     * @param check its id; empty for a scenario that ended before its checks
     * @param failed in how many plays it failed
     * @param judged in how many plays it failed or passed
     * @param unjudged in how many it did neither, since the environment was broken
     * @param lowest the lowest rate of failures that fits, of 1; exact interval of Clopper and Pearson, 95 %
     * @param highest the highest rate that fits
     */
    public record Row(
            String scenario, String check, int failed, int judged, int unjudged, double lowest, double highest) {

        private static Row of(String scenario, String check, List<Outcome> plays) {
            int failed = count(plays, play -> play == Outcome.FAILED || play == Outcome.UNSTABLE);
            int judged = failed + count(plays, Outcome.PASSED::equals);
            int unjudged = count(plays, Outcome.ERROR::equals);
            if (judged == 0) {
                return new Row(scenario, check, 0, 0, unjudged, 0, 1);
            }
            Interval rate = BinomialConfidenceInterval.CLOPPER_PEARSON.fromErrorRate(judged, failed, ERROR_RATE);
            return new Row(scenario, check, failed, judged, unjudged, rate.getLowerBound(), rate.getUpperBound());
        }

        private static int count(List<Outcome> plays, Predicate<Outcome> wanted) {
            return (int) plays.stream().filter(wanted).count();
        }

        private String line() {
            return String.format(
                    Locale.ROOT,
                    "%-10s %s failed in %d of %d plays, a rate of %.1f to %.1f %%%s",
                    scenario,
                    check.isEmpty() ? "(before its checks)" : check,
                    failed,
                    judged,
                    100 * lowest,
                    100 * highest,
                    unjudged == 0 ? "" : ", and was not judged in " + unjudged);
        }
    }

    /**
     * Counts the checks of some stored reports.
     *
     * @throws IOException where one cannot be read
     */
    public static FlakeTable read(List<Path> files) throws IOException {
        List<ConformanceReport> reports = new ArrayList<>();
        for (Path file : files) {
            reports.add(StoredReport.read(file));
        }
        return of(reports);
    }

    static FlakeTable of(List<ConformanceReport> reports) {
        Map<String, Map<String, List<Outcome>>> plays = new TreeMap<>();
        for (ConformanceReport report : reports) {
            for (ScenarioResult scenario : report.scenarios()) {
                Map<String, List<Outcome>> checks = plays.computeIfAbsent(scenario.id(), id -> new TreeMap<>());
                for (CheckResult check : scenario.checks()) {
                    checks.computeIfAbsent(check.id(), id -> new ArrayList<>()).add(check.result());
                }
                if (scenario.checks().stream().noneMatch(check -> check.result() == scenario.result())) {
                    checks.computeIfAbsent("", id -> new ArrayList<>()).add(scenario.result());
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        plays.forEach((scenario, checks) -> checks.forEach((check, ends) -> rows.add(Row.of(scenario, check, ends))));
        rows.sort(Comparator.comparingInt(Row::failed)
                .thenComparingInt(Row::unjudged)
                .reversed());
        return new FlakeTable(reports.size(), rows);
    }

    /** {@link Exit#FAILED} where a check failed, {@link Exit#BROKEN} where one was not judged. */
    public int exitCode() {
        if (checks.stream().anyMatch(row -> row.failed() > 0)) {
            return Exit.FAILED;
        }
        return checks.stream().anyMatch(row -> row.unjudged() > 0) ? Exit.BROKEN : Exit.DONE;
    }

    /** The checks that failed or were not judged, a line each, after the sum. */
    public List<String> lines() {
        List<Row> told = checks.stream()
                .filter(row -> row.failed() > 0 || row.unjudged() > 0)
                .toList();
        double highest = checks.stream()
                .filter(row -> row.failed() == 0)
                .mapToDouble(Row::highest)
                .max()
                .orElse(1);
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Runs: %d. Checks: %d, not always green: %d. One that never failed fails in at most %.1f %% of its plays"
                        + " (95 %% confidence).",
                runs,
                checks.size(),
                told.size(),
                100 * highest));
        told.forEach(row -> lines.add(row.line()));
        return lines;
    }
}
