package io.meshconformance.harness.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.pollinterval.PollInterval;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PollingTest {

    @Test
    @DisplayName("pauses grow by a quarter each, up to a second")
    void growing() {
        List<Long> pauses = millis(Polling.growing(Duration.ofMillis(100)), 13);

        assertEquals(List.of(100L, 125L, 156L, 195L), pauses.subList(0, 4));
        assertEquals(List.of(931L, 1000L, 1000L), pauses.subList(10, 13));
    }

    @Test
    @DisplayName("a pause that is longer than a second from the beginning is neither cut nor grows")
    void longFromTheBeginning() {
        assertEquals(List.of(3000L, 3000L), millis(Polling.growing(Duration.ofSeconds(3)), 2));
    }

    @Test
    @DisplayName("even pauses stay as they are")
    void even() {
        assertEquals(List.of(100L, 100L, 100L), millis(Polling.even(Duration.ofMillis(100)), 3));
    }

    private static List<Long> millis(PollInterval pauses, int count) {
        List<Long> millis = new ArrayList<>();
        Duration pause = Duration.ZERO;
        for (int poll = 1; poll <= count; poll++) {
            pause = pauses.next(poll, pause);
            millis.add(pause.toMillis());
        }
        return millis;
    }
}
