package io.meshconformance.reports.github;

import io.meshconformance.reports.judgement.Changes;
import io.meshconformance.reports.judgement.History;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.state.Delta;
import io.meshconformance.reports.model.state.Outcome;

/** What is otherwise than in the last run: scenarios, and the versions that may be the cause. */
final class SinceLastRun {

    private static final int CELL = 200;

    private SinceLastRun() {}

    /** Writes it; nothing where no earlier run is known. */
    static void onto(MarkdownPage page, ConformanceReport report) {
        History earlier = new History(report.trend());
        if (earlier.last().isEmpty()) {
            return;
        }
        Changes changes = Changes.since(earlier, report);
        String since = "Since run " + Markdown.text(changes.before().id(), CELL);
        if (!changes.any()) {
            page.paragraph(since + " no scenario ended otherwise and no version changed.");
            return;
        }
        page.table(
                since,
                "Scenario | Then | Now | Change",
                changes.scenarios().stream()
                        .filter(scenario -> !isNewAndPassed(scenario))
                        .map(SinceLastRun::row)
                        .toList());
        long joined = changes.scenarios().stream()
                .filter(SinceLastRun::isNewAndPassed)
                .count();
        if (joined > 0) {
            page.paragraph(since + ": " + joined + " scenarios are new, and passed.");
        }
        page.table(
                since + ", versions",
                "Part | Then | Now",
                changes.versions().stream().map(SinceLastRun::row).toList());
        if (!changes.notLoaded().isEmpty()) {
            page.paragraph("Only in that run: " + Markdown.text(String.join(", ", changes.notLoaded()), 10 * CELL));
        }
    }

    private static boolean isNewAndPassed(Changes.Scenario scenario) {
        return scenario.delta() == Delta.NEW && scenario.now() == Outcome.PASSED;
    }

    private static String row(Changes.Scenario scenario) {
        return String.join(
                " | ",
                Markdown.text(scenario.id(), CELL),
                scenario.then(),
                scenario.now().word(),
                scenario.change());
    }

    private static String row(Changes.Version version) {
        return String.join(
                " | ",
                Markdown.text(version.part(), CELL),
                Markdown.text(version.before(), CELL),
                Markdown.text(version.now(), CELL));
    }
}
