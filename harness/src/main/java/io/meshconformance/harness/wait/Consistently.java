package io.meshconformance.harness.wait;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Holds a state against change: {@link Timeouts#steady} fresh attempts, one poll interval apart, must all hold, and the
 * first that does not ends it. For negatives, after a barrier has proved that the new configuration is live.
 */
public final class Consistently {

    private final int steady;
    private final Duration pollInterval;

    private Consistently(int steady, Duration pollInterval) {
        this.steady = steady;
        this.pollInterval = pollInterval;
    }

    /** As many attempts as the record of limits says. */
    public static Consistently by(Timeouts timeouts) {
        return new Consistently(timeouts.steady(), timeouts.pollInterval());
    }

    /**
     * Attempts again and again.
     *
     * @param what what must stay so, in words
     * @param attempt makes one fresh attempt; bounded in time by itself
     * @param judge says whether the attempt held and what it saw
     * @return the last attempt's result, which held
     * @throws WaitExpired when an attempt does not hold; its message says which and what was seen
     * @throws WaitInterrupted when this thread is interrupted
     */
    public <T> T holds(String what, Callable<T> attempt, Function<? super T, Observation> judge) {
        Streak<T> tally = new Streak<>(steady, attempt, judge);
        long start = System.nanoTime();
        Polling.every(
                Polling.even(pollInterval), Polling.NO_LIMIT, what, () -> !tally.attemptOnce() || tally.complete());
        if (!tally.complete()) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            throw new WaitExpired(what, took, tally, "did not stay so", tally.problem());
        }
        return tally.last();
    }
}
