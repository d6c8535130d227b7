package io.meshconformance.harness.wait;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.pollinterval.PollInterval;
import org.jspecify.annotations.Nullable;

/**
 * Waits until a state has converged: as many attempts in a row as {@link Timeouts#consecutive} says must hold, one that
 * does not starts the count again, and only an attempt that did not hold is followed by a pause, which grows. First success is
 * not enough, because a mesh answers by the old and the new configuration in turn while it changes.
 */
public final class Eventually {

    private final Duration limit;
    private final int consecutive;
    private final PollInterval pauses;
    private final int fewest;
    private final LearnedLimit learned;

    private Eventually(Duration limit, int consecutive, PollInterval pauses, int fewest, LearnedLimit learned) {
        this.limit = limit;
        this.consecutive = consecutive;
        this.pauses = pauses;
        this.fewest = fewest;
        this.learned = learned;
    }

    /**
     * A wait with a limit from the record of limits.
     *
     * @param timeouts the limits of this run
     * @param limit which of them, such as {@code Timeouts::routeLive}
     */
    public static Eventually within(Timeouts timeouts, Function<Timeouts, Duration> limit) {
        int consecutive = timeouts.consecutive();
        return new Eventually(
                limit.apply(timeouts),
                consecutive,
                Polling.growing(timeouts.pollInterval()),
                consecutive,
                LearnedLimit.none());
    }

    /** The same wait, content with one attempt that holds: for states that cannot go back, such as a deleted object. */
    public Eventually once() {
        return new Eventually(limit, 1, pauses, fewest, learned);
    }

    /** The same wait, whose pauses do not grow: for what attempts have to see that comes in between. */
    public Eventually evenly(Timeouts timeouts) {
        return new Eventually(limit, consecutive, Polling.even(timeouts.pollInterval()), fewest, learned);
    }

    /**
     * The same wait, which ends where the run has learned a limit below its own and an attempt does not hold after that; not
     * before {@link Timeouts#consecutive} attempts, and never while attempts hold.
     *
     * @param from what waits of this kind have taken so far; it learns from this one where it holds
     */
    public Eventually learning(LearnedLimit from) {
        return new Eventually(limit, consecutive, pauses, fewest, from);
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
        AtomicReference<LearnedLimit.@Nullable Lesson> cut = new AtomicReference<>();
        long start = System.nanoTime();
        try {
            Polling.every(pauses, limit, what, () -> {
                if (converge(tally, start)) {
                    return true;
                }
                // Learned meanwhile counts too: at a run's beginning several wait at the same time.
                cut.set(learned.below(limit)
                        .filter(lesson -> isMissed(tally, start, lesson))
                        .orElse(null));
                return cut.get() != null;
            });
        } catch (ConditionTimeoutException late) {
            throw new WaitExpired(what, limit, tally, "did not settle", tally.problem());
        }
        LearnedLimit.@Nullable Lesson lesson = cut.get();
        if (lesson != null) {
            throw new WaitExpired(what, lesson.told(), tally, "did not settle", tally.problem());
        }
        learned.held(Duration.ofNanos(tally.heldSince() - start));
        return tally.last();
    }

    private boolean isMissed(Streak<?> tally, long start, LearnedLimit.Lesson lesson) {
        return tally.attempts() >= fewest
                && System.nanoTime() - start > lesson.limit().toNanos();
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
