package io.meshconformance.reports.writing;

import io.meshconformance.reports.judgement.Gates;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.Gate;
import io.meshconformance.reports.model.Run;
import io.meshconformance.reports.model.Subject;
import io.meshconformance.reports.model.Verdict;
import io.meshconformance.reports.model.state.Statistics;
import io.meshconformance.reports.model.state.VerdictResult;
import java.util.List;

/** What is left of a report that held a secret: the reason, and no text that came from outside the suite. */
final class LeakNotice {

    private static final String MESSAGE = "The report held a secret of this run and was deleted. "
            + "Redaction missed a place: run the scenarios one by one to find it.";

    private LeakNotice() {}

    static ConformanceReport of(ConformanceReport report) {
        Run run = report.run();
        return new ConformanceReport(
                report.apiVersion(),
                report.kind(),
                new Run(
                        "withheld",
                        run.started(),
                        run.finished(),
                        run.completed(),
                        run.mode(),
                        "withheld",
                        0,
                        "",
                        null,
                        run.suite(),
                        run.requirements(),
                        null),
                new Subject("withheld", List.of()),
                new Verdict(
                        VerdictResult.INVALID,
                        Verdict.UNPROVED,
                        "Invalid: " + MESSAGE,
                        List.of(new Gate(Gates.NO_SECRET, Gates.NO_SECRET_RULE, false, MESSAGE))),
                Statistics.of(List.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of());
    }
}
