package io.meshconformance.harness.outage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.meshconformance.harness.wait.Timeouts;
import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final Sight THERE = new Sight.There();
    private static final Sight SILENT = new Sight.Silent("the API server does not answer", "look at it");
    private static final EnvironmentBroken BROKEN = new EnvironmentBroken("the proxy is gone", "run again");
    private static final Sight GONE = new Sight.Gone(BROKEN);

    private final Outage outage = new Outage();
    private Instant now = Instant.EPOCH;
    private final Watch watch = new Watch(outage, Timeouts.defaults(), () -> now, time -> now = now.plus(time));

    @Test
    @DisplayName("a part that is gone begins the outage at once")
    void gone() {
        shows(THERE, GONE);
        assertTrue(watch.look());
        assertTrue(outage.cause().isEmpty());
        assertFalse(watch.look());
        assertSame(BROKEN, outage.cause().orElseThrow());
        assertSame(BROKEN, assertThrows(EnvironmentBroken.class, watch::require));
    }

    @Test
    @DisplayName("a part that does not answer is gone only once it has been silent for the limit")
    void silent() {
        watch.parts().add(() -> SILENT);
        assertFalse(watch.look());
        now = now.plus(Timeouts.defaults().partSilent()).minusMillis(1);
        assertFalse(watch.look());
        assertTrue(outage.cause().isEmpty());
        now = now.plusMillis(1);
        watch.look();
        assertEquals(
                "the API server does not answer (for 10 s)",
                outage.cause().orElseThrow().problem());
    }

    @Test
    @DisplayName("an answer in between begins the silence anew")
    void busy() {
        shows(SILENT, SILENT, THERE, SILENT, SILENT, THERE);
        for (int look = 0; look < 6; look++) {
            watch.look();
            now = now.plusSeconds(6);
        }
        assertTrue(outage.cause().isEmpty());
    }

    @Test
    @DisplayName("parts behind one that does not answer are not looked at: they would be silent by it")
    void order() {
        watch.parts().add(() -> SILENT);
        watch.parts().add(() -> GONE);
        watch.look();
        assertTrue(outage.cause().isEmpty());
    }

    @Test
    @DisplayName("a look that fails in an unforeseen way is no answer, and the looks go on")
    void unforeseen() {
        watch.parts().add(() -> {
            throw new IllegalStateException("unforeseen");
        });
        assertFalse(watch.look());
        assertThrows(EnvironmentBroken.class, watch::require);
        assertTrue(outage.cause().orElseThrow().problem().contains("unforeseen"));
    }

    @Test
    @DisplayName(
            "a failure while a part is gone means that, whatever was expected; so it does for the silent, looked at"
                    + " until it is known")
    void meaning() {
        AssertionError failure = new AssertionError("expected 200, came 503");
        shows(THERE, SILENT, SILENT, THERE, SILENT, SILENT, SILENT, SILENT, SILENT, SILENT);
        assertSame(failure, watch.meaning(failure));
        assertSame(failure, watch.meaning(failure), "it was busy");
        assertTrue(outage.cause().isEmpty());
        EnvironmentBroken gone = (EnvironmentBroken) watch.meaning(failure);
        assertTrue(gone.problem().startsWith("the API server does not answer"));
        assertSame(gone, watch.meaning(new EnvironmentBroken("curl could not be run", "")), "the cause, not a sequel");
    }

    @Test
    @DisplayName(
            "a request that the API server did not answer breaks the environment; one that it refused is a failure")
    void unanswered() {
        watch.parts().add(() -> THERE);
        var unanswered = new KubernetesClientException("An error has occurred.", new IOException("connection reset"));
        var wrapped = new AssertionError("did not settle", unanswered);
        assertTrue(watch.meaning(unanswered) instanceof EnvironmentBroken);
        assertTrue(watch.meaning(wrapped) instanceof EnvironmentBroken broken && broken.getCause() == wrapped);
        for (Throwable other : List.of(
                new KubernetesClientException("forbidden", 403, null),
                new KubernetesClientException("no such kind"),
                new IOException("a file"),
                new EnvironmentBroken("known", "cure", unanswered))) {
            assertSame(other, watch.meaning(other));
        }
    }

    @Test
    @DisplayName("work is given up in an outage, and what it throws is said by its meaning")
    void during() {
        shows(THERE, GONE);
        assertEquals("evidence", watch.asked(() -> "evidence"));
        IllegalStateException thrown = new IllegalStateException("404");
        assertSame(
                thrown,
                assertThrows(
                        IllegalStateException.class,
                        () -> watch.during(() -> {
                            throw thrown;
                        })));
        assertSame(
                BROKEN,
                assertThrows(
                        EnvironmentBroken.class,
                        () -> watch.during(() -> {
                            throw new AssertionError("refused");
                        })));
        assertSame(BROKEN, assertThrows(EnvironmentBroken.class, () -> watch.asked(() -> "too late")));
    }

    @Test
    @DisplayName("the watch looks by itself until a part is gone")
    void looksOn() throws InterruptedException {
        var looks = new CountDownLatch(3);
        try (Watch own = new Watch(outage, Timeouts.defaults(), () -> now, time -> {})) {
            own.parts().add(() -> {
                looks.countDown();
                return looks.getCount() == 0 ? GONE : THERE;
            });
            own.start();
            assertTrue(outage.beginsWithin(Duration.ofSeconds(20)));
        }
        assertTrue(looks.await(0, TimeUnit.SECONDS));
    }

    private void shows(Sight... sights) {
        Deque<Sight> left = new ArrayDeque<>(List.of(sights));
        watch.parts().add(left::pop);
    }
}
