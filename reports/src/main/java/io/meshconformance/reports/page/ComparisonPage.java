package io.meshconformance.reports.page;

import io.meshconformance.evidence.run.JudgedPart;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.RequirementRow;
import io.meshconformance.reports.model.state.RequirementResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
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
     * A run in the table.
     *
     * @param report its report
     * @param page where its own page lies, as seen from this one; empty where there is none
     */
    public record Column(ConformanceReport report, String page) {

        /**
         * A run with its page, where that lies below the table's folder: it then goes wherever the table goes.
         *
         * @param report its report
         * @param file where that is stored
         * @param folder the table's
         */
        public static Column of(ConformanceReport report, Path file, Path folder) {
            Path own = file.toAbsolutePath().normalize().resolveSibling(HtmlPage.FRONT);
            boolean near = own.startsWith(folder) && Files.exists(own);
            return new Column(report, near ? folder.relativize(own).toString().replace('\\', '/') : "");
        }

        /** What the run judged as a part: what it is and its version. */
        public String part(String name) {
            String described = report.subject().components().stream()
                    .filter(component -> component.name().equals(name))
                    .map(Column::described)
                    .collect(Collectors.joining(", "));
            return described.isEmpty() ? "not stated" : described;
        }

        private static String described(JudgedPart part) {
            String what = part.title().isEmpty() ? part.image() : part.title();
            return what + " " + part.version();
        }

        /** What the run says about a requirement; empty where its list has no such line, which says nothing at all. */
        public Optional<RequirementResult> result(RequirementRow requirement) {
            return report.requirements().stream()
                    .filter(row -> row.id().equals(requirement.id()))
                    .map(RequirementRow::result)
                    .findFirst();
        }
    }

    /**
     * What the template asks.
     *
     * @param columns the runs, in the order they were given
     * @param css the style sheet
     */
    public record View(List<Column> columns, String css) {

        /** Parts whose versions tell one run from another for the person who chose them: the others follow from the machine. */
        private static final List<String> CHOSEN = List.of("pilot", "istiod", "proxy", "dashboard", "node");

        /** Every requirement that a run lists: those they disagree about first, each in the order of the lists. */
        public List<RequirementRow> requirements() {
            Map<String, RequirementRow> rows = new LinkedHashMap<>();
            columns.forEach(column -> column.report().requirements().forEach(row -> rows.putIfAbsent(row.id(), row)));
            return rows.values().stream()
                    .sorted(Comparator.comparing(row -> !disagree(row)))
                    .toList();
        }

        /** Whether the runs disagree about a requirement. */
        public boolean disagree(RequirementRow requirement) {
            return columns.stream()
                            .map(column -> column.result(requirement))
                            .distinct()
                            .count()
                    > 1;
        }

        /** How many requirements they disagree about. */
        public long disagreements() {
            return requirements().stream().filter(this::disagree).count();
        }

        /** Every part that a run judged: those of several versions first, each sorted. */
        public List<String> parts() {
            TreeSet<String> parts = new TreeSet<>();
            columns.forEach(column -> column.report().subject().components().forEach(part -> parts.add(part.name())));
            return parts.stream()
                    .sorted(Comparator.comparing(part -> !varies(part)))
                    .toList();
        }

        /** Whether the runs judged another version as a part. */
        public boolean varies(String part) {
            return columns.stream().map(column -> column.part(part)).distinct().count() > 1;
        }

        /** What tells a run from the others: its versions of what varies, or its proxy where nothing does. */
        public String head(Column column) {
            List<String> varying = CHOSEN.stream().filter(this::varies).toList();
            return (varying.isEmpty() ? List.of("proxy") : varying)
                    .stream().map(column::part).collect(Collectors.joining(", "));
        }
    }

    /** The page, in UTF-8. */
    public static byte[] render(List<Column> columns) {
        return HtmlPage.rendered("comparison.jte", Map.of("view", new View(columns, HtmlPage.frontStyle())));
    }
}
