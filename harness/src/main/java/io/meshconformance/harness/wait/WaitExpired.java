package io.meshconformance.harness.wait;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What was waited for did not come, or what had to stay did not stay. Callers turn it into what it means there: a
 * failed check, or a broken environment.
 */
public final class WaitExpired extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String lastSeen;

    WaitExpired(String what, Duration limit, Streak<?> tally, String missing, @Nullable Throwable cause) {
        this(what, "within " + limit.toMillis() + " ms", tally, missing, cause);
    }

    WaitExpired(String what, String limit, Streak<?> tally, String missing, @Nullable Throwable cause) {
        super(
                "%s: %s %s; %d attempts, %s; last seen: %s"
                        .formatted(what, missing, limit, tally.attempts(), tally.progress(), tally.seen()),
                cause);
        this.lastSeen = tally.seen();
    }

    /** What the last attempt observed, in words. */
    public String lastSeen() {
        return lastSeen;
    }
}
