package io.meshconformance.reports.page;

import io.meshconformance.evidence.run.JudgedPart;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.RequirementRow;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.requirement.Source;
import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.reports.model.state.RequirementResult;
import io.meshconformance.reports.requirements.RequirementList;
import io.meshconformance.reports.words.TimeUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the templates ask a report. Everything here is computed from the report alone, so a page rendered from a stored
 * YAML is the page of the run.
 *
 * @param report the report
 * @param css the style sheet
 * @param front whether this is the front page
 */
public record PageView(ConformanceReport report, String css, boolean front) {

    /** So many scenarios that did not pass show their evidence on the front page; of more, each has a page of its own. */
    private static final int INLINE = 10;

    /** So many scenarios have their paths drawn on the front page. */
    private static final int DRAWN = 100;

    /**
     * Requirements under one heading.
     *
     * @param id prefix of their ids
     * @param title what the area is about
     * @param rows the requirements
     */
    public record Group(String id, String title, List<RequirementRow> rows) {}

    /** The sentence that names the reference parts, empty where there are none. */
    public String references() {
        return report.subject().references().stream().map(JudgedPart::title).collect(Collectors.joining("; "));
    }

    /** Whether the evidence of a scenario stands on a page of its own, with its path drawn: a reader asks for failures. */
    public boolean apart(ScenarioResult scenario) {
        return front && (scenario.result() == Outcome.PASSED || many());
    }

    /** Whether the path of a scenario is drawn beside being told: not on the front page of very many. */
    public boolean drawn(ScenarioResult scenario) {
        return !apart(scenario) || report.scenarios().size() <= DRAWN;
    }

    private boolean many() {
        return report.scenarios().stream()
                        .filter(scenario -> scenario.result() != Outcome.PASSED)
                        .count()
                > INLINE;
    }

    /** The page of a scenario's evidence, below the folder of the report. */
    public String evidencePage(ScenarioResult scenario) {
        return "evidence/" + scenario.id() + ".html";
    }

    /** The numbers below the verdict. */
    public Headline headline() {
        return new Headline(report);
    }

    /** This run among those before it. */
    public Trend trend() {
        return new Trend(report);
    }

    /** What broke: a row a check, or a scenario where these are many. */
    public List<FailureRow> failures() {
        List<FailureRow> rows = FailureRow.of(report.scenarios());
        return many() ? FailureRow.firsts(rows) : rows;
    }

    /** The requirements by which the run's scenarios guard against public reports: those that did not pass first. */
    public List<RequirementRow> guarding() {
        return report.requirements().stream()
                .filter(row -> !row.scenarios().isEmpty() && !row.guards().isEmpty())
                .sorted(Comparator.comparing(row -> row.result() == RequirementResult.PASSED))
                .toList();
    }

    /** How many public reports they guard against. */
    public long publicReports() {
        return guarding().stream()
                .flatMap(row -> row.guards().stream())
                .distinct()
                .count();
    }

    /** Requirements by area, in the order of the list. */
    public List<Group> areas() {
        Map<String, List<RequirementRow>> byArea = report.requirements().stream()
                .collect(Collectors.groupingBy(
                        row -> RequirementList.areaOf(row.id()), LinkedHashMap::new, Collectors.toList()));
        List<Group> areas = new ArrayList<>();
        byArea.forEach((id, rows) -> areas.add(new Group(id, title(id), rows)));
        return areas;
    }

    private String title(String area) {
        return report.areas().stream()
                .filter(candidate -> candidate.id().equals(area))
                .map(candidate -> candidate.title())
                .findFirst()
                .orElse("");
    }

    /** Where a requirement comes from, in a few words: the numbers of documents, and what users expect by its name. */
    public String source(RequirementRow row) {
        String documents = row.sources().stream().map(this::document).collect(Collectors.joining(", "));
        return row.section().isEmpty() ? documents : documents + " · " + row.section();
    }

    private String document(String id) {
        return report.sources().stream()
                .filter(source -> source.id().equals(id) && !Character.isDigit(id.charAt(0)))
                .map(Source::title)
                .findFirst()
                .orElse(id);
    }

    /** The scenarios that prove a requirement. */
    public List<ScenarioResult> proofs(RequirementRow row) {
        return row.scenarios().stream()
                .flatMap(id -> report.scenarios().stream()
                        .filter(scenario -> scenario.id().equals(id)))
                .toList();
    }

    /** The requirement a scenario proves; none where the list has no such line. */
    public List<RequirementRow> proved(ScenarioResult scenario) {
        return report.requirements().stream()
                .filter(row -> row.id().equals(scenario.id()))
                .toList();
    }

    /** Address of a place on the front page. */
    public String address(String place) {
        return (front ? "" : file(HtmlPage.FRONT)) + "#" + place;
    }

    /** Address of a file in the folder of the report, which a page of evidence stands one folder below. */
    public String file(String path) {
        return (front ? "" : "../") + path;
    }

    /** Address of a requirement. */
    public String requirement(String id) {
        return address("req-" + id);
    }

    /** The command that runs one scenario again. */
    public String command(ScenarioResult scenario) {
        String command = report.run().reproduce().replaceFirst(" --scenario \\S+", "");
        return command + " --scenario " + scenario.id();
    }

    /** The versions that have to be the same for the same result, in one line. */
    public String versions() {
        return report.subject().components().stream()
                .map(part -> part.name() + " " + part.version() + (part.reference() ? " (reference)" : ""))
                .collect(Collectors.joining(", "));
    }

    /** Where the time of the run went and how busy the machine was, in words; empty where no scenario played. */
    public String timeUse() {
        return TimeUse.told(report).orElse("");
    }

    /** The boot. */
    public BootChart boot() {
        return new BootChart(report.boot());
    }
}
