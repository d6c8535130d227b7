package io.meshconformance.reports.command;

import io.meshconformance.reports.judgement.Changes;
import io.meshconformance.reports.judgement.History;
import io.meshconformance.reports.model.ConformanceReport;
import java.util.ArrayList;
import java.util.List;

/**
 * Two reports side by side, for a terminal.
 *
 * @param before the earlier
 * @param after the later
 * @param changes what the later says otherwise
 */
public record Comparison(ConformanceReport before, ConformanceReport after, Changes changes) {

    /** Compares two reports. */
    public static Comparison of(ConformanceReport before, ConformanceReport after) {
        return new Comparison(before, after, Changes.since(History.NONE.with(before), after));
    }

    /** Whether any part or scenario differs. */
    public boolean differs() {
        return changes.any();
    }

    /** The comparison, line by line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("before  " + before.run().id() + "  " + before.verdict().summary());
        lines.add("after   " + after.run().id() + "  " + after.verdict().summary());
        lines.add("");
        if (!differs()) {
            lines.add("No scenario ended otherwise, no version changed.");
        }
        changes.scenarios()
                .forEach(scenario -> lines.add("%-10s  %-11s %s -> %s"
                        .formatted(
                                scenario.id(),
                                scenario.change(),
                                scenario.then(),
                                scenario.now().word())));
        changes.versions()
                .forEach(version ->
                        lines.add("%-22s  %s -> %s".formatted(version.part(), version.before(), version.now())));
        if (!changes.notLoaded().isEmpty()) {
            lines.add("Only in the earlier run: " + String.join(", ", changes.notLoaded()));
        }
        return lines;
    }
}
