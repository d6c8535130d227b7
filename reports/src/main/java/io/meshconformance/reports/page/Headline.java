package io.meshconformance.reports.page;

import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.reports.model.state.RequirementResult;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * The numbers below the verdict, each counted from the lists of the report.
 *
 * @param report the report
 */
public record Headline(ConformanceReport report) {

    /** How many checks ran or should have. */
    public long checks() {
        return allChecks().count();
    }

    /** How many of them held. */
    public long checksHeld() {
        return allChecks().filter(check -> check.result() == Outcome.PASSED).count();
    }

    private Stream<CheckResult> allChecks() {
        return report.scenarios().stream().flatMap(scenario -> scenario.judgedChecks().stream());
    }

    /** How many waits were made again before they held. */
    public long retries() {
        return allChecks()
                .map(CheckResult::timings)
                .mapToLong(timings -> timings == null ? 0 : timings.retries())
                .sum();
    }

    /** How many requirements a scenario of this run proves, whatever the result. */
    public long covered() {
        return report.requirements().stream()
                .filter(row -> row.result() != RequirementResult.UNCOVERED)
                .count();
    }

    /** From start to end for people, empty while the run goes on. */
    public String duration() {
        return report.run().finished().isEmpty()
                ? ""
                : Wording.seconds(Duration.between(
                                Instant.parse(report.run().started()),
                                Instant.parse(report.run().finished()))
                        .toMillis());
    }
}
