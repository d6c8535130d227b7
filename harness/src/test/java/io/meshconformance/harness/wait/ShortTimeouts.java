package io.meshconformance.harness.wait;

import java.time.Duration;

/** Limits that a unit test can afford to let pass. */
public final class ShortTimeouts {

    private ShortTimeouts() {}

    /** 300 ms for a route, a second for a request, four steady attempts, polls every 20 ms. */
    public static Timeouts make() {
        return polling(Duration.ofMillis(20));
    }

    /** The same with other pauses. */
    public static Timeouts polling(Duration pause) {
        Duration minute = Duration.ofMinutes(1);
        Duration blink = Duration.ofMillis(300);
        Duration second = Duration.ofSeconds(1);
        return new Timeouts(
                second, second, second, minute, blink, minute, minute, blink, blink, blink, second, second, second,
                second, second, second, second, second, 3, 4, pause);
    }
}
