package io.meshconformance.evidence;

import java.util.List;

/**
 * Where the time of a check went, in milliseconds.
 *
 * @param applyMillis applying manifests, until what they hold was ready
 * @param barrierMillis waiting until the new configuration was proven live: up to the last attempt that did not hold
 * @param assertMillis everything else
 * @param attempts attempts of all waits
 * @param retries how many of these did not hold and were made again
 * @param waits each wait by itself, in order
 */
public record CheckTimings(
        long applyMillis, long barrierMillis, long assertMillis, int attempts, int retries, List<Wait> waits) {

    /**
     * One wait.
     *
     * @param what what was waited for
     * @param attempts how often it was tried
     * @param retries how many of these did not hold
     * @param barrierMillis from its first attempt to the end of the last one that did not hold, in milliseconds
     * @param millis from its first attempt to the end of its last, in milliseconds
     */
    public record Wait(String what, int attempts, int retries, long barrierMillis, long millis) {}
}
