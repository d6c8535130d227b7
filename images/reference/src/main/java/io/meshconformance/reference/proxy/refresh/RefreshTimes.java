package io.meshconformance.reference.proxy.refresh;

import java.time.Duration;
import java.time.Instant;

/**
 * When the provider is asked anew about a session.
 *
 * @param ahead how long before its tokens end
 * @param least the shortest time from one asking to the next, and from the sign-in to the first
 */
public record RefreshTimes(Duration ahead, Duration least) {

    /** Those of the real v0.33.1 (pkg/identity/manager/config.go): one minute ahead, ten seconds at least. */
    public static RefreshTimes ofTheRealProxy() {
        return new RefreshTimes(Duration.ofMinutes(1), Duration.ofSeconds(10));
    }

    /** How long to wait for the next asking. */
    Duration until(Instant expires, Instant now) {
        Duration due = Duration.between(now, expires.minus(ahead));
        return due.compareTo(least) > 0 ? due : least;
    }
}
