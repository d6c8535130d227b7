package io.meshconformance.reports.command;

import java.util.List;
import java.util.Locale;

/**
 * One thing that several runs of a kind were measured for, in seconds.
 *
 * @param part the kind of run, such as {@code whole}
 * @param what what was measured
 * @param values each run's, in their order, at least one
 */
public record BenchFigure(String part, String what, List<Double> values) {

    /** Refuses a figure of no run. */
    public BenchFigure {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured for " + part + ": " + what);
        }
    }

    /** The middle one; of an even number the mean of the two in the middle. */
    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The shortest. */
    public double shortest() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /** The longest. */
    public double longest() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** Whether every run of this one took less, or every run took more, than all of another. */
    boolean isApartFrom(BenchFigure other) {
        return longest() < other.shortest() || shortest() > other.longest();
    }

    boolean isLike(BenchFigure other) {
        return part.equals(other.part) && what.equals(other.what);
    }

    /** For a terminal. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%-10s %-32s %8.1f s  (%.1f to %.1f, %d runs)",
                part,
                what,
                median(),
                shortest(),
                longest(),
                values.size());
    }
}
