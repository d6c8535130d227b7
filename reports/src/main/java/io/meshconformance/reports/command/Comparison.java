package io.meshconformance.reports.command;

import io.meshconformance.reports.judgement.History;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.page.Difference;
import java.util.ArrayList;
import java.util.List;

/**
 * Two reports side by side.
 *
 * @param before the earlier
 * @param after the later
 * @param differences components and scenarios that differ
 */
public record Comparison(ConformanceReport before, ConformanceReport after, List<Difference> differences) {

    /** Compares two reports. */
    public static Comparison of(ConformanceReport before, ConformanceReport after) {
        return new Comparison(before, after, Difference.between(History.entry(before), History.entry(after)));
    }

    /** Whether any component or scenario differs. */
    public boolean differs() {
        return !differences.isEmpty();
    }

    /** The comparison for a terminal. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("before  " + before.run().id() + "  " + before.verdict().summary());
        lines.add("after   " + after.run().id() + "  " + after.verdict().summary());
        lines.add("");
        if (differences.isEmpty()) {
            lines.add("No component and no scenario differs.");
        }
        for (Difference difference : differences) {
            lines.add("%-20s %s -> %s".formatted(difference.subject(), difference.before(), difference.now()));
        }
        return lines;
    }
}
