package io.meshconformance.harness.expect;

import java.time.Instant;

/**
 * One attempt inside a wait. All but the last few of a wait are retries, which the report shows as time lost.
 *
 * @param what what was waited for
 * @param number counted from one within its wait
 * @param held whether it held
 * @param seen what it saw, in words
 * @param exchangeId the id of its exchange; empty when it looked at something else
 * @param began when it began
 * @param ended when it ended
 */
public record Attempt(
        String what, int number, boolean held, String seen, String exchangeId, Instant began, Instant ended) {}
