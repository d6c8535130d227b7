package io.meshconformance.reports.model;

import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.reports.model.state.Statistics;
import io.meshconformance.reports.model.state.VerdictResult;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A run of the trend: counts and results, no evidence.
 *
 * @param id id of the run
 * @param started instant of its start
 * @param verdict its verdict
 * @param durationMs how long it took
 * @param statistics its counts
 * @param components version by component
 * @param scenarios outcome by scenario
 */
public record PastRun(
        String id,
        String started,
        VerdictResult verdict,
        long durationMs,
        Statistics statistics,
        Map<String, String> components,
        Map<String, Outcome> scenarios) {

    /**
     * Holds that each has a value.
     *
     * @throws IllegalArgumentException where a component has no version or a scenario no outcome
     */
    public PastRun {
        if (Stream.concat(components.values().stream(), scenarios.values().stream())
                .anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("a component has no version, or a scenario no outcome");
        }
    }
}
