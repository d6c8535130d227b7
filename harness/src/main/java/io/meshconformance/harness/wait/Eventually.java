package io.meshconformance.harness.wait;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Waits until a state has converged: as many attempts in a row as {@link Timeouts#consecutive} says must hold, one that
 * does not starts the count again, and only an attempt that did not hold is followed by a pause. First success is not
 * enough, because a mesh answers by the old and the new configuration in turn while it changes.
 */
public final class Eventually {

    private final Duration limit;
    private final int consecutive;
    private final Duration pollInterval;

    private Eventually(Duration limit, int consecutive, Duration pollInterval) {
        this.limit = limit;
        this.consecutive = consecutive;
        this.pollInterval = pollInterval;
    }

    /**
     * A wait with a limit from the record of limits.
     *
     * @param timeouts the limits of this run
     * @param limit which of them, such as {@code Timeouts::routeLive}
     */
    public static Eventually within(Timeouts timeouts, Function<Timeouts, Duration> limit) {
        return new Eventually(limit.apply(timeouts), timeouts.consecutive(), timeouts.pollInterval());
    }

    /** The same wait, content with one attempt that holds: for states that cannot go back, such as a deleted object. */
    public Eventually once() {
        return new Eventually(limit, 1, pollInterval);
    }

    /**
     * Waits.
     *
     * @param what what is waited for, in words
     * @param attempt makes one fresh attempt; bounded in time by itself, since it is not cut short from outside
     * @param judge says whether the attempt held and what it saw
     * @return the last attempt's result, which held
     * @throws WaitExpired when the limit passes; its message holds the last observation and the number of attempts
     * @throws WaitInterrupted when this thread is interrupted
     */
    public <T> T until(String what, Callable<T> attempt, Function<? super T, Observation> judge) {
        Streak<T> tally = new Streak<>(consecutive, attempt, judge);
        long start = System.nanoTime();
        try {
            Polling.every(pollInterval, limit, what, () -> converge(tally, start));
        } catch (ConditionTimeoutException late) {
            throw new WaitExpired(what, limit, tally, "did not settle", tally.problem());
        }
        return tally.last();
    }

    private boolean converge(Streak<?> tally, long start) throws InterruptedException {
        while (tally.attemptOnce()) {
            if (tally.complete()) {
                return true;
            }
            if (System.nanoTime() - start > limit.toNanos()) {
                return false;
            }
        }
        return false;
    }
}
