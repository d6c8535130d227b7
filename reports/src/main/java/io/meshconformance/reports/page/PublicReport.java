package io.meshconformance.reports.page;

import io.meshconformance.reports.model.RequirementRow;
import io.meshconformance.run.Guard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A public report of a bug that scenarios of this run would have caught.
 *
 * @param guard the public report
 * @param promises the requirements whose scenarios would have caught it, in the order of the list; at least one
 */
public record PublicReport(Guard guard, List<RequirementRow> promises) {

    /** Every public report that a scenario among these requirements guards against, in the order of the list. */
    static List<PublicReport> among(List<RequirementRow> requirements) {
        Map<Guard, List<RequirementRow>> promises = new LinkedHashMap<>();
        requirements.stream()
                .filter(row -> !row.scenarios().isEmpty())
                .forEach(row -> row.guards()
                        .forEach(guard -> promises.computeIfAbsent(guard, key -> new ArrayList<>())
                                .add(row)));
        return promises.entrySet().stream()
                .map(entry -> new PublicReport(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }
}
