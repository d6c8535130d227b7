package io.meshconformance.reports.page;

import io.meshconformance.reports.model.Component;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.RequirementResult;
import io.meshconformance.reports.model.RequirementRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

        /** What a run says about a requirement; a run that does not list it does not cover it. */
        public RequirementResult result(ConformanceReport report, RequirementRow requirement) {
            return report.requirements().stream()
                    .filter(row -> row.id().equals(requirement.id()))
                    .map(RequirementRow::result)
                    .findFirst()
                    .orElse(RequirementResult.UNCOVERED);
        }

        /** Whether the runs disagree about a requirement. */
        public boolean disagree(RequirementRow requirement) {
            return reports.stream()
                            .map(report -> result(report, requirement))
                            .distinct()
                            .count()
                    > 1;
        }

        /** The proxy a run judged, which is what such runs differ by. */
        public String proxy(ConformanceReport report) {
            return report.subject().components().stream()
                    .filter(component -> component.name().equals("proxy"))
                    .map(component -> described(component))
                    .collect(Collectors.joining(", "));
        }

        private static String described(Component proxy) {
            String what = proxy.title().isEmpty() ? proxy.image() : proxy.title();
            return what + " " + proxy.version();
        }
    }

    /** The page, in UTF-8. */
    public static byte[] render(List<ConformanceReport> reports) {
        return HtmlPage.rendered("comparison.jte", Map.of("view", new View(reports, HtmlPage.style())));
    }
}
