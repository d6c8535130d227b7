package io.meshconformance.reports.page;

import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.Component;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.Delta;
import io.meshconformance.reports.model.Outcome;
import io.meshconformance.reports.model.RequirementResult;
import io.meshconformance.reports.model.RequirementRow;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.Screenshot;
import io.meshconformance.reports.requirements.RequirementList;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the templates ask a report. Everything here is computed from the report alone, so a page rendered from a stored
 * YAML is the page of the run.
 *
 * @param report the report
 * @param css the style sheet
 * @param evidence whose evidence stands on pages of its own
 */
public record PageView(ConformanceReport report, String css, Evidence evidence) {

    private static final int SPOKEN = 300;

    /** Whose evidence stands on pages of its own, in the order in which a page that is too large tries them. */
    public enum Evidence {
        /** All evidence is on the front page. */
        INLINE,
        /** That of scenarios that passed stands apart. */
        PASSED_APART,
        /** All evidence stands apart. */
        APART
    }

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
        return report.subject().references().stream().map(Component::title).collect(Collectors.joining("; "));
    }

    /** Whether the evidence of a scenario stands on a page of its own. */
    public boolean apart(ScenarioResult scenario) {
        return switch (evidence) {
            case INLINE -> false;
            case PASSED_APART -> scenario.result() == Outcome.PASSED;
            case APART -> true;
        };
    }

    /** The page of a scenario's evidence, below the folder of the report. */
    public String evidencePage(ScenarioResult scenario) {
        return "evidence/" + scenario.id() + ".html";
    }

    /** How many checks ran or should have. */
    public long checks() {
        return allChecks().count();
    }

    /** How many of them held. */
    public long checksHeld() {
        return allChecks().filter(check -> check.result() == Outcome.PASSED).count();
    }

    private Stream<CheckResult> allChecks() {
        return report.scenarios().stream().flatMap(scenario -> scenario.checks().stream());
    }

    /** How many checks failed that only warn. */
    public long warnings() {
        return report.scenarios().stream().mapToLong(ScenarioResult::warnings).sum();
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

    /** What broke, one row for each expectation that did not hold. */
    public List<FailureRow> failures() {
        return FailureRow.of(report.scenarios());
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

    /** Where a requirement comes from, in a few words. */
    public String source(RequirementRow row) {
        String documents = String.join(", ", row.sources());
        return row.section().isEmpty() ? documents : documents + " · " + row.section();
    }

    /** What became of a requirement's scenarios since the last run, each change once. */
    public List<Delta> deltas(RequirementRow row) {
        return report.scenarios().stream()
                .filter(scenario -> row.scenarios().contains(scenario.id()))
                .map(ScenarioResult::delta)
                .filter(delta -> delta != Delta.SAME)
                .distinct()
                .sorted()
                .toList();
    }

    /** The requirements a scenario proves. */
    public List<RequirementRow> proved(ScenarioResult scenario) {
        return report.requirements().stream()
                .filter(row -> scenario.requirements().contains(row.id()))
                .toList();
    }

    /** The text in a picture on one line, short enough to be heard in place of it. */
    public String readable(Screenshot picture) {
        String line = picture.text().strip().replaceAll("\\s+", " ");
        return line.length() <= SPOKEN ? line : line.substring(0, SPOKEN) + "…";
    }

    /** The command that runs one scenario again. */
    public String command(ScenarioResult scenario) {
        String command = report.run().reproduce().replaceFirst(" --scenario \\S+", "");
        return command + " --scenario " + scenario.id();
    }

    /** What this run is compared with. */
    public Changes changes() {
        return new Changes(report);
    }

    /** The boot. */
    public BootChart boot() {
        return new BootChart(report.boot());
    }

    /** The day of an instant. */
    public String day(String instant) {
        return instant.length() < 16 ? instant : instant.substring(0, 10) + " " + instant.substring(11, 16) + " UTC";
    }

    /** The first characters of a digest, enough to tell two apart. */
    public String shortDigest(String digest) {
        String hex = digest.replaceFirst("^sha256:", "");
        return hex.length() <= 12 ? hex : hex.substring(0, 12);
    }
}
