package io.meshconformance.harness.outage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.run.EnvironmentBroken;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OutageTest {

    private static final EnvironmentBroken GONE = new EnvironmentBroken("the node is gone", "run again");

    private final Outage outage = new Outage();

    @Test
    @DisplayName("work that waits for what never comes is given up at once, by the cause, and is interrupted")
    void givenUp() throws Exception {
        var waiting = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        outage.then(() -> {});
        var beginning = new Thread(() -> {
            try {
                waiting.await();
                outage.begin(GONE);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        beginning.start();
        assertSame(
                GONE,
                assertThrows(
                        EnvironmentBroken.class,
                        () -> outage.unlessBegun(() -> {
                            waiting.countDown();
                            try {
                                return new CountDownLatch(1).await(1, TimeUnit.HOURS);
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                                throw e;
                            }
                        })));
        assertTrue(interrupted.await(10, TimeUnit.SECONDS));
    }

    @Test
    @DisplayName("no work is begun after it, the first cause holds, and what was to be done then is done")
    void begun() throws InterruptedException {
        var done = new CountDownLatch(2);
        outage.then(done::countDown);
        assertTrue(outage.cause().isEmpty());
        outage.begin(GONE);
        outage.begin(new EnvironmentBroken("another", ""));
        outage.then(done::countDown);

        assertSame(GONE, outage.cause().orElseThrow());
        var ran = new AtomicBoolean();
        assertThrows(EnvironmentBroken.class, () -> outage.unlessBegun(() -> ran.getAndSet(true)));
        assertEquals(false, ran.get());
        assertTrue(done.await(10, TimeUnit.SECONDS));
        assertTrue(outage.beginsWithin(Duration.ofHours(1)));
    }

    @Test
    @DisplayName("without one, work yields what it yields and throws what it throws")
    void none() throws Throwable {
        assertEquals("done", outage.<String>unlessBegun(() -> "done"));
        var thrown = new AssertionError("as it was thrown");
        assertSame(
                thrown,
                assertThrows(
                        AssertionError.class,
                        () -> outage.unlessBegun(() -> {
                            throw thrown;
                        })));
        assertEquals(false, outage.beginsWithin(Duration.ofMillis(1)));
    }
}
