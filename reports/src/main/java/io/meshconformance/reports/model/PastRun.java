package io.meshconformance.reports.model;

import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.reports.model.state.Statistics;
import io.meshconformance.reports.model.state.VerdictResult;
import java.util.Map;

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
        Map<String, Outcome> scenarios) {}
