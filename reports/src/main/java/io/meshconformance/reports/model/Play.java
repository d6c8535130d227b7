package io.meshconformance.reports.model;

import io.meshconformance.reports.model.state.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One of several plays of a scenario, each in a namespace of its own.
 *
 * @param number which, from 1
 * @param confirming whether it was played because an earlier one had failed: alone, with full limits
 * @param result how it ended
 * @param reason why it was not judged, or did not get to its checks
 * @param namespace its namespace
 * @param startMs when it started, in milliseconds from the start of the run; zero where it never did
 * @param durationMs how long it took, in milliseconds
 * @param debug the state of the cluster when it failed, null where it did not
 */
public record Play(
        int number,
        boolean confirming,
        Outcome result,
        @Nullable String reason,
        String namespace,
        long startMs,
        long durationMs,
        @Nullable DebugBundle debug) {}
