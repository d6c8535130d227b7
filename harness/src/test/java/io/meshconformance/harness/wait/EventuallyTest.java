package io.meshconformance.harness.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.run.EnvironmentBroken;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventuallyTest {

    private final Timeouts timeouts = ShortTimeouts.make();

    @Test
    @DisplayName("three attempts in a row make a state converged, and one that does not hold starts the count again")
    void convergence() {
        Iterator<Boolean> script =
                List.of(true, true, false, true, false, true, true, true, false).iterator();
        assertTrue(until(script));
        assertFalse(script.next(), "the ninth was never asked for");
    }

    @Test
    @DisplayName("first success is not enough")
    void firstSuccess() {
        WaitExpired expired = assertThrows(WaitExpired.class, () -> until(alternating()));

        assertTrue(String.valueOf(expired.getMessage()).contains("of 3 in a row"), expired.getMessage());
    }

    @Test
    @DisplayName("an attempt that holds is not followed by a pause")
    void noPauseAfterSuccess() {
        Timeouts endless = ShortTimeouts.polling(Duration.ofDays(1));

        assertTrue(until(endless, List.of(true, true, true).iterator()));
    }

    @Test
    @DisplayName("the message names what was waited for, the attempts and the last observation")
    void message() {
        WaitExpired expired = assertThrows(
                WaitExpired.class,
                () -> until(
                        Eventually.within(timeouts, Timeouts::routeLive),
                        "the route answers",
                        () -> Observation.notYet("status 503")));

        assertTrue(String.valueOf(expired.getMessage()).startsWith("the route answers: did not settle within 300 ms"));
        assertTrue(String.valueOf(expired.getMessage()).contains("last seen: status 503"), expired.getMessage());
        assertEquals("status 503", expired.lastSeen());
    }

    @Test
    @DisplayName("a problem inside an attempt counts as an attempt that did not hold, and is kept as the cause")
    void problems() {
        IllegalStateException problem = new IllegalStateException("no API yet");
        WaitExpired expired = assertThrows(
                WaitExpired.class,
                () -> until(Eventually.within(timeouts, Timeouts::routeLive), "the API answers", () -> {
                    throw problem;
                }));

        assertSame(problem, expired.getCause());
        assertTrue(expired.lastSeen().contains("no API yet"));
    }

    @Test
    @DisplayName("an assertion that fails inside an attempt is tried again")
    void assertions() {
        AtomicInteger attempts = new AtomicInteger();
        until(Eventually.within(timeouts, Timeouts::routeLive), "it holds", () -> {
            assertTrue(attempts.incrementAndGet() > 2);
            return Observation.held("held");
        });

        assertEquals(5, attempts.get());
    }

    @Test
    @DisplayName("a broken environment ends the wait at once")
    void brokenEnvironment() {
        AtomicInteger attempts = new AtomicInteger();
        assertThrows(
                EnvironmentBroken.class,
                () -> until(Eventually.within(timeouts, Timeouts::nodeReady), "the node is ready", () -> {
                    attempts.incrementAndGet();
                    throw new EnvironmentBroken("The node is gone", "Start it again");
                }));

        assertEquals(1, attempts.get());
    }

    @Test
    @DisplayName("an interrupt ends the wait at once as a failure and stays visible to the thread")
    void interrupt() throws Exception {
        CompletableFuture<Boolean> flagAfterwards = new CompletableFuture<>();
        CompletableFuture<Void> polling = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                until(Eventually.within(timeouts, Timeouts::nodeReady), "never", () -> {
                    polling.complete(null);
                    return Observation.notYet("no");
                });
                flagAfterwards.completeExceptionally(new AssertionError("The wait returned as if it had held"));
            } catch (WaitInterrupted stopped) {
                flagAfterwards.complete(Thread.currentThread().isInterrupted());
            } catch (RuntimeException | Error other) {
                flagAfterwards.completeExceptionally(other);
            }
        });
        waiting.start();
        polling.get(2, TimeUnit.SECONDS);
        waiting.interrupt();

        assertTrue(flagAfterwards.get(2, TimeUnit.SECONDS));
    }

    @Test
    @DisplayName("a thread that is interrupted already does not even start to wait")
    void interruptedBefore() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        CompletableFuture<Void> outcome = CompletableFuture.runAsync(() -> {
            Thread.currentThread().interrupt();
            try {
                until(Eventually.within(timeouts, Timeouts::routeLive).once(), "now", () -> {
                    attempts.incrementAndGet();
                    return Observation.held("yes");
                });
            } finally {
                Thread.interrupted();
            }
        });

        ExecutionException thrown = assertThrows(ExecutionException.class, () -> outcome.get(2, TimeUnit.SECONDS));
        assertTrue(thrown.getCause() instanceof WaitInterrupted, thrown.toString());
        assertEquals(0, attempts.get());
    }

    @Test
    @DisplayName("states that cannot go back are content with one attempt that holds")
    void once() {
        AtomicInteger attempts = new AtomicInteger();
        until(Eventually.within(timeouts, Timeouts::routeLive).once(), "gone", () -> {
            attempts.incrementAndGet();
            return Observation.held("gone");
        });

        assertEquals(1, attempts.get());
    }

    @Test
    @DisplayName("steady attempts must all hold, and the first that does not ends it")
    void consistently() {
        Iterator<Boolean> script = List.of(true, true, true, true, false).iterator();
        assertTrue(holds(script));
        assertFalse(script.next(), "the fifth was never asked for");

        WaitExpired broken = assertThrows(
                WaitExpired.class, () -> holds(List.of(true, true, false, true).iterator()));
        assertTrue(String.valueOf(broken.getMessage()).contains("; 3 attempts, "), broken.getMessage());
        assertEquals("saw false", broken.lastSeen());
    }

    @Test
    @DisplayName("a problem inside a steady attempt is no proof of steadiness")
    void consistentlyProblem() {
        Callable<Boolean> attempt = () -> {
            throw new IllegalStateException("no answer");
        };
        WaitExpired broken = assertThrows(
                WaitExpired.class,
                () -> Consistently.by(timeouts).holds("stays", attempt, held -> Observation.held("impossible")));

        assertTrue(String.valueOf(broken.getMessage()).contains("; 1 attempts, "), broken.getMessage());
    }

    @Test
    @DisplayName("scaling changes limits, not counts, and refuses nonsense")
    void scaling() {
        Timeouts doubled = Timeouts.defaults().scaledBy(2);

        assertEquals(Timeouts.defaults().signOutEffective().multipliedBy(2), doubled.signOutEffective());
        assertEquals(Timeouts.defaults().consecutive(), doubled.consecutive());
        assertEquals(Timeouts.defaults().pollInterval(), doubled.pollInterval());
        assertThrows(IllegalArgumentException.class, () -> doubled.scaledBy(0));
        assertThrows(IllegalArgumentException.class, () -> doubled.scaledBy(Double.NaN));
        assertFalse(Timeouts.defaults().scaledBy(0.000_001).request().isZero());
    }

    private static Observation until(Eventually wait, String what, Callable<Observation> attempt) {
        return wait.until(what, attempt, Function.identity());
    }

    private Boolean until(Iterator<Boolean> script) {
        return until(timeouts, script);
    }

    private static Boolean until(Timeouts timeouts, Iterator<Boolean> script) {
        return Eventually.within(timeouts, Timeouts::routeLive)
                .until("scripted", script::next, held -> new Observation(held, "saw " + held));
    }

    private Boolean holds(Iterator<Boolean> script) {
        return Consistently.by(timeouts).holds("scripted", script::next, held -> new Observation(held, "saw " + held));
    }

    private static Iterator<Boolean> alternating() {
        AtomicInteger turn = new AtomicInteger();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Boolean next() {
                return turn.getAndIncrement() % 2 == 0;
            }
        };
    }
}
