package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Where the time of a check went, in milliseconds.
 *
 * @param barrierMillis waiting until the new configuration was proven live
 * @param assertMillis asserting
 * @param attempts attempts until the answer had converged
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Timings(long barrierMillis, long assertMillis, int attempts) {}
