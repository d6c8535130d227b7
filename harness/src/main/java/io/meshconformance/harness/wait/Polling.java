package io.meshconformance.harness.wait;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.pollinterval.FixedPollInterval;
import org.awaitility.pollinterval.PollInterval;

/** The one call into Awaitility, configured per call and never through its static defaults. */
final class Polling {

    /** For polls that end by their own count. */
    static final Duration NO_LIMIT = Duration.ZERO;

    private static final Duration LONGEST = Duration.ofSeconds(1);

    private Polling() {}

    /** Always the same pause. */
    static PollInterval even(Duration pause) {
        return new FixedPollInterval(pause);
    }

    /**
     * Each pause a quarter longer than the one before, a second at the longest: what is late is asked less often, and is
     * seen late by a quarter of the time it took.
     */
    static PollInterval growing(Duration first) {
        Duration longest = LONGEST.compareTo(first) > 0 ? LONGEST : first;
        return (poll, before) -> poll == 1
                ? first
                : Collections.min(List.of(before.multipliedBy(5).dividedBy(4), longest));
    }

    static void every(PollInterval interval, Duration limit, String what, Callable<Boolean> condition) {
        ConditionFactory polling = Awaitility.with()
                .pollDelay(Duration.ZERO)
                .pollInterval(interval)
                .pollInSameThread()
                .await(what);
        try {
            (limit.equals(NO_LIMIT) ? polling.forever() : polling.atMost(limit)).until(condition);
        } catch (RuntimeException e) {
            throw interrupted(e) ? stopped(what, e) : e;
        } catch (Throwable thrown) {
            // Awaitility rethrows checked exceptions of the condition undeclared.
            if (interrupted(thrown)) {
                throw stopped(what, thrown);
            }
            if (thrown instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(what, thrown);
        }
    }

    private static WaitInterrupted stopped(String what, Throwable thrown) {
        Thread.currentThread().interrupt();
        return thrown instanceof WaitInterrupted already ? already : new WaitInterrupted(what, thrown);
    }

    private static boolean interrupted(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof InterruptedException || t instanceof WaitInterrupted) {
                return true;
            }
        }
        return Thread.currentThread().isInterrupted();
    }
}
