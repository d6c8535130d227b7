package io.meshconformance.reports.github;

import io.meshconformance.evidence.run.JudgedPart;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.Gate;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.state.Level;
import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.reports.model.state.VerdictResult;
import io.meshconformance.reports.page.FailureRow;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A run on one page of Markdown: verdict, what was judged, what failed at which hop, what is otherwise than the last
 * time. GitHub drops a summary above 1 MiB whole, so rows are left out, and counted, before that. Whatever stands here
 * stands in the report's JSON too, which is searched for secrets.
 */
public final class StepSummary {

    /** Below GitHub's limit of 1 MiB, with room for what a workflow adds, in bytes. */
    static final int LIMIT = 1_000_000;

    private static final int CELL = 300;
    private static final int SENTENCE = 2_000;

    private final ConformanceReport report;
    private final MarkdownPage page = new MarkdownPage(LIMIT / 2);

    private StepSummary(ConformanceReport report) {
        this.report = report;
    }

    /** The summary, in UTF-8. */
    public static byte[] of(ConformanceReport report) {
        return new StepSummary(report).written().getBytes(StandardCharsets.UTF_8);
    }

    private String written() {
        VerdictResult result = report.verdict().result();
        page.paragraph(
                "## " + result.sign() + " " + Markdown.text(report.verdict().heading(), CELL));
        page.paragraph(Markdown.text(report.verdict().summary(), SENTENCE));
        page.paragraph("Mesh conformance: **" + result.word() + "**, exit code "
                + report.verdict().exitCode() + "; "
                + Markdown.text(report.statistics().line(), SENTENCE) + ".");
        environment();
        failures();
        others("Unstable: failed, and held when played once more", Outcome.UNSTABLE::equals);
        rules();
        judged();
        SinceLastRun.onto(page, report);
        others(
                "Not judged",
                outcome -> !List.of(Outcome.PASSED, Outcome.FAILED, Outcome.UNSTABLE)
                        .contains(outcome));
        reproduce();
        return page.text();
    }

    private void environment() {
        if (report.failure() != null) {
            page.paragraph("### Environment broken");
            page.paragraph(Markdown.text(report.failure().summary(), SENTENCE));
            page.paragraph("Cure: " + Markdown.text(report.failure().cure(), SENTENCE));
        }
    }

    /** What an accepted failure is called stands in its row: the reader of a green run sees it too. */
    private void failures() {
        List<FailureRow> rows = FailureRow.of(report.scenarios().stream()
                .filter(scenario -> scenario.result() == Outcome.FAILED)
                .sorted(Comparator.comparing(ScenarioResult::level))
                .toList());
        page.table(
                "What failed",
                "Promise | What its failure means | Check | Expected | Got | Answered by",
                rows.stream()
                        .map(row -> String.join(
                                " | ",
                                "**" + Markdown.text(row.scenario().id(), CELL) + "** "
                                        + (row.scenario().level() == Level.CORE ? "MUST" : "SHOULD")
                                        + (row.known().isEmpty()
                                                ? ""
                                                : "<br>accepted: " + Markdown.text(row.known(), CELL))
                                        + row.scenario()
                                                .unconfirmed()
                                                .map(why -> "<br>not confirmed: " + Markdown.text(why, CELL))
                                                .orElse(""),
                                row.meaning() == null ? "" : row.meaning().toString(),
                                Markdown.text(
                                        row.check().isEmpty() ? row.scenario().title() : row.check(), CELL),
                                Markdown.code(row.expected(), CELL),
                                Markdown.code(row.actual(), CELL)
                                        + (row.more() > 0 ? "<br>and " + row.more() + " more" : ""),
                                Markdown.text(row.answeredBy(), CELL)))
                        .toList());
    }

    private void rules() {
        page.table(
                "Rules of the run that do not hold",
                "Rule | What was found",
                report.verdict().gates().stream()
                        .filter(gate -> !gate.passed())
                        .map(StepSummary::row)
                        .toList());
    }

    private static String row(Gate gate) {
        return Markdown.text(gate.rule(), CELL) + " | " + Markdown.text(gate.message(), CELL);
    }

    private void judged() {
        List<JudgedPart> references = report.subject().references();
        if (!references.isEmpty()) {
            page.paragraph("> [!WARNING]\n> Stand-ins were judged in place of the products: "
                    + references.stream()
                            .map(part -> "**" + Markdown.text(part.title(), CELL) + "**")
                            .collect(Collectors.joining(", "))
                    + ". This verdict says nothing about the products.");
        }
        page.table(
                "What was judged",
                "Part | What it is | Version | Image | Id",
                report.subject().components().stream().map(StepSummary::row).toList());
    }

    private static String row(JudgedPart part) {
        String id = part.imageId().replaceFirst("^sha256:", "");
        return String.join(
                " | ",
                Markdown.text(part.name(), CELL),
                part.reference()
                        ? "**stand-in: " + Markdown.text(part.title(), CELL) + "**"
                        : Markdown.text(part.title(), CELL),
                Markdown.text(part.version(), CELL),
                Markdown.code(part.image(), CELL),
                Markdown.code(id.substring(0, Math.min(12, id.length())), CELL));
    }

    private void others(String title, Predicate<Outcome> wanted) {
        page.table(
                title,
                "Scenario | How | Why",
                report.scenarios().stream()
                        .filter(scenario -> wanted.test(scenario.result()))
                        .map(scenario -> String.join(
                                " | ",
                                Markdown.text(scenario.id(), CELL),
                                scenario.result().word(),
                                Markdown.text(Objects.requireNonNullElse(scenario.reason(), ""), CELL)))
                        .toList());
    }

    private void reproduce() {
        String commit = report.run().suite().commit();
        page.paragraph("Run " + Markdown.text(report.run().id(), CELL) + " again:");
        page.paragraph(Markdown.block((commit.isEmpty() ? "" : "git checkout " + commit + "\n")
                + report.run().reproduce()));
    }
}
