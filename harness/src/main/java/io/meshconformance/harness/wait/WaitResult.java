package io.meshconformance.harness.wait;

import java.time.Duration;

/**
 * A wait that ended well.
 *
 * @param <T> what an attempt returns
 * @param last the last attempt's result, which held
 * @param attempts how many attempts were made in all; those that did not hold are told in the report as retries
 * @param took from the first attempt's start to the last one's end
 */
public record WaitResult<T>(T last, int attempts, Duration took) {}
