package io.meshconformance.harness.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LearnedLimitTest {

    private static final Duration FULL = Duration.ofMinutes(1);

    private final LearnedLimit learned = new LearnedLimit();

    @Test
    @DisplayName("nothing is learned from a few waits, nor ever where full limits hold")
    void few() {
        learn(learned, 4, Duration.ZERO);
        assertEquals(Optional.empty(), learned.below(FULL));
        LearnedLimit none = LearnedLimit.none();
        learn(none, 1000, Duration.ZERO);
        assertEquals(Optional.empty(), none.below(FULL));
    }

    @Test
    @DisplayName("the limit is four times the longest wait, ten seconds at least, and never above the full one")
    void bounds() {
        learn(learned, 5, Duration.ofMillis(700));
        assertEquals(Duration.ofSeconds(10), limit());
        learned.held(Duration.ofSeconds(5));
        learned.held(Duration.ofSeconds(1));
        assertEquals(Duration.ofSeconds(20), limit());
        assertEquals(
                "within 20.0 s, the limit learned from 7 such waits of this run, the longest of which took 5.0 s;"
                        + " full limit 60.0 s",
                learned.below(FULL).orElseThrow().told());
        learned.held(Duration.ofSeconds(15));
        assertEquals(Optional.empty(), learned.below(FULL));
    }

    @Test
    @DisplayName("for a scenario that is red the limit is the longest wait, two seconds at least")
    void hurried() {
        learn(learned, 4, Duration.ofMillis(700));
        assertEquals(Optional.empty(), learned.hurried().below(FULL));
        learn(learned.hurried(), 1, Duration.ofMillis(700));
        LearnedLimit none = LearnedLimit.none();
        learn(none, 1000, Duration.ZERO);
        assertEquals(Optional.empty(), none.hurried().below(FULL));
        assertEquals(
                Duration.ofSeconds(2),
                learned.hurried().below(FULL).orElseThrow().limit());
        learned.held(Duration.ofSeconds(5));
        LearnedLimit hurried = learned.hurried();
        assertEquals(Duration.ofSeconds(5), hurried.below(FULL).orElseThrow().limit());
        hurried.held(Duration.ofSeconds(9));
        assertEquals(Duration.ofSeconds(36), limit(), "what held there is learned too");
    }

    @Test
    @DisplayName("what was changed and what should be live already are learned apart")
    void apart() {
        LearnedLimits limits = LearnedLimits.begin();
        assertSame(limits.afterChange(), limits.of(true));
        assertSame(limits.live(), limits.of(false));
    }

    @Test
    @DisplayName("a wait is missed at the learned limit, after as many attempts as would do, and says why so soon")
    void missed() {
        LearnedLimit quick = new LearnedLimit(2, Duration.ofNanos(1));
        learn(quick, 2, Duration.ZERO);
        WaitExpired missed = assertThrows(WaitExpired.class, () -> until(quick, Stream.generate(() -> false)));
        String message = String.valueOf(missed.getMessage());
        assertTrue(
                message.contains("did not settle within 0.0 s, the limit learned from 2 such waits of this run,"),
                message);
        assertTrue(message.contains("full limit 60.0 s; 3 attempts, 0 of 3 in a row; last seen: saw false"), message);
    }

    @Test
    @DisplayName("attempts that hold are not cut: a wait counts from the first of them, and is learned from")
    void held() {
        LearnedLimit quick = new LearnedLimit(2, Duration.ofNanos(1));
        learn(quick, 2, Duration.ZERO);
        assertTrue(until(quick, Stream.of(true, true, true)));
        assertTrue(until(quick, Stream.of(false, true, true, true)));
        assertEquals(4, quick.below(FULL).orElseThrow().waits());
    }

    @Test
    @DisplayName("a wait that was missed teaches nothing")
    void missedTeachesNothing() {
        LearnedLimit quick = new LearnedLimit(2, Duration.ofNanos(1));
        learn(quick, 2, Duration.ZERO);
        assertThrows(WaitExpired.class, () -> until(quick, Stream.generate(() -> false)));
        assertEquals(2, quick.below(FULL).orElseThrow().waits());
    }

    @Test
    @DisplayName("a wait that goes on is cut by what others teach meanwhile")
    void meanwhile() {
        LearnedLimit quick = new LearnedLimit(2, Duration.ofNanos(1));
        Stream<Boolean> answers = Stream.iterate(1, attempt -> attempt + 1).map(attempt -> {
            quick.held(Duration.ZERO);
            return false;
        });
        WaitExpired missed = assertThrows(WaitExpired.class, () -> until(quick, answers));
        assertTrue(String.valueOf(missed.getMessage()).contains("; 3 attempts"), missed.getMessage());
    }

    private Duration limit() {
        return learned.below(FULL).orElseThrow().limit();
    }

    private static void learn(LearnedLimit from, int waits, Duration settled) {
        IntStream.range(0, waits).forEach(wait -> from.held(settled));
    }

    private static boolean until(LearnedLimit limit, Stream<Boolean> answers) {
        Iterator<Boolean> script = answers.iterator();
        return Eventually.within(ShortTimeouts.make(), Timeouts::nodeReady)
                .learning(limit)
                .until("scripted", script::next, held -> new Observation(held, "saw " + held));
    }
}
