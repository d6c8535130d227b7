package io.meshconformance.harness.wait;

import io.meshconformance.run.EnvironmentBroken;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Counts the attempts of one wait. Used by one thread. */
final class Streak<T> {

    private final int needed;
    private final Callable<T> attempt;
    private final Function<? super T, Observation> judge;

    private @Nullable T last;
    private @Nullable Throwable problem;
    private String seen = "nothing, no attempt came to its end";
    private int attempts;
    private int streak;
    private long heldSince;

    Streak(int needed, Callable<T> attempt, Function<? super T, Observation> judge) {
        this.needed = needed;
        this.attempt = attempt;
        this.judge = judge;
    }

    /**
     * Makes one attempt. A problem inside it is an observation like any other, except for the two that no further
     * attempt can mend: a broken environment and an interrupt.
     *
     * @return whether this attempt held
     */
    boolean attemptOnce() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        attempts++;
        if (streak == 0) {
            heldSince = System.nanoTime();
        }
        try {
            T result = attempt.call();
            Observation reading = judge.apply(result);
            last = result;
            problem = null;
            seen = reading.seen();
            streak = reading.held() ? streak + 1 : 0;
            return reading.held();
        } catch (EnvironmentBroken | WaitInterrupted | InterruptedException stop) {
            throw stop;
        } catch (Exception | AssertionError e) {
            problem = e;
            seen = e.toString();
            streak = 0;
            return false;
        }
    }

    boolean complete() {
        return streak >= needed;
    }

    /** When the attempts that hold began, by {@link System#nanoTime}. */
    long heldSince() {
        return heldSince;
    }

    int attempts() {
        return attempts;
    }

    String seen() {
        return seen;
    }

    String progress() {
        return streak + " of " + needed + " in a row";
    }

    @Nullable
    Throwable problem() {
        return problem;
    }

    T last() {
        T result = last;
        if (result == null) {
            throw new IllegalStateException("No attempt returned a value");
        }
        return result;
    }
}
