package io.meshconformance.reports.page;

import io.meshconformance.reports.model.Component;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.RequirementResult;
import io.meshconformance.reports.model.RequirementRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Several runs in one table: a row a requirement, a column a run. */
public final class ComparisonPage {

    private ComparisonPage() {}

    /**
     * What the template asks.
     *
     * @param reports the runs, in the order they were given
     * @param css the style sheet
     */
    public record View(List<ConformanceReport> reports, String css) {

        /** Every requirement that a run lists, in the order of the lists. */
        public List<RequirementRow> requirements() {
            Map<String, RequirementRow> rows = new LinkedHashMap<>();
            reports.forEach(report -> report.requirements().forEach(row -> rows.putIfAbsent(row.id(), row)));
            return List.copyOf(rows.values());
        }

        /** What a run says about a requirement; empty where its list has no such line, which says nothing at all. */
        public Optional<RequirementResult> result(ConformanceReport report, RequirementRow requirement) {
            return report.requirements().stream()
                    .filter(row -> row.id().equals(requirement.id()))
                    .map(RequirementRow::result)
                    .findFirst();
        }

        /** Whether the runs disagree about a requirement. */
        public boolean disagree(RequirementRow requirement) {
            return reports.stream()
                            .map(report -> result(report, requirement))
                            .distinct()
                            .count()
                    > 1;
        }

        /** How many requirements they disagree about. */
        public long disagreements() {
            return requirements().stream().filter(this::disagree).count();
        }

        /** Every part that a run judged, sorted. */
        public List<String> parts() {
            TreeSet<String> parts = new TreeSet<>();
            reports.forEach(report -> report.subject().components().forEach(part -> parts.add(part.name())));
            return List.copyOf(parts);
        }

        /** What a run judged as a part: what it is and its version. */
        public String part(ConformanceReport report, String name) {
            String described = report.subject().components().stream()
                    .filter(component -> component.name().equals(name))
                    .map(View::described)
                    .collect(Collectors.joining(", "));
            return described.isEmpty() ? "not stated" : described;
        }

        /** Whether the runs judged another version as a part. */
        public boolean varies(String part) {
            return reports.stream().map(report -> part(report, part)).distinct().count() > 1;
        }

        private static String described(Component part) {
            String what = part.title().isEmpty() ? part.image() : part.title();
            return what + " " + part.version();
        }
    }

    /** The page, in UTF-8. */
    public static byte[] render(List<ConformanceReport> reports) {
        return HtmlPage.rendered("comparison.jte", Map.of("view", new View(reports, HtmlPage.style())));
    }
}
