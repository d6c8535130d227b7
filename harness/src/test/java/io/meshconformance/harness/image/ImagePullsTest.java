package io.meshconformance.harness.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.harness.engine.DockerVersion;
import io.meshconformance.harness.engine.Engine;
import io.meshconformance.harness.engine.FakeEngine;
import io.meshconformance.harness.engine.StubServer.Reply;
import io.meshconformance.harness.wait.ShortTimeouts;
import io.meshconformance.harness.wait.Timeouts;
import io.meshconformance.run.EnvironmentBroken;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Images are pulled two at a time, again where that may help, and named where it does not")
@Timeout(60)
class ImagePullsTest {

    private static final String CREATE = "/images/create";
    private static final String PULLED = "{\"status\": \"Pulling from x\", \"id\": \"1\"}\n"
            + "{\"status\": \"Downloading\", \"progressDetail\": {\"current\": 1000000, \"total\": 9000000}, \"id\": \"a\"}\n"
            + "{\"status\": \"Status: Downloaded newer image\"}\n";

    @TempDir
    Path folder;

    private FakeEngine engine;
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void start() {
        engine = new FakeEngine(folder);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void whatIsHereIsNotPulled() {
        engine.has("a:1");
        fetch("a:1");
        assertEquals(0, pulls());
    }

    @Test
    void twoAreUnderWayAtATime() {
        var both = new CyclicBarrier(2);
        engine.answers(CREATE, () -> {
            meet(both);
            return pulled();
        });
        fetch("a:1", "b:1", "c:1", "d:1");
        assertEquals(4, pulls());
    }

    @Test
    void aReferenceWithoutATagMeansTheLatest() {
        engine.answers(CREATE, this::pulled);
        engine.has("r.example/a");
        engine.answers("/images/r.example/b/json", 404, "No such image");
        assertThrows(EnvironmentBroken.class, () -> fetch("r.example/b"));
        assertTrue(
                engine.asked().stream().anyMatch(line -> line.contains("latest")),
                engine.asked().toString());
    }

    @Test
    void whatMayPassIsTriedAgain() {
        var attempts = new AtomicInteger();
        engine.answers(
                CREATE,
                () -> attempts.incrementAndGet() < 3 ? Reply.of(500, FakeEngine.message("unexpected EOF")) : pulled());
        fetch("a:1");
        assertEquals(3, attempts.get());
        assertTrue(
                said.stream().anyMatch(line -> line.contains("a:1: trying again in 0 s: unexpected EOF")),
                said.toString());
    }

    @Test
    void whatDoesNotPassAfterThreeAttemptsIsNamed() {
        engine.answers(CREATE, 500, "received unexpected HTTP status: 503 Service Unavailable");
        EnvironmentBroken broken = assertThrows(EnvironmentBroken.class, () -> fetch("a:1"));
        assertEquals(3, pulls());
        assertEquals(
                "the image a:1 could not be fetched: received unexpected HTTP status: 503 Service Unavailable",
                broken.problem());
    }

    @Test
    void aLimitIsNotTriedAgainAndEndsTheOthers() {
        engine.answers(CREATE, 500, "toomanyrequests: You have reached your pull rate limit.");
        EnvironmentBroken broken = assertThrows(EnvironmentBroken.class, () -> fetch("a:1", "b:1", "c:1", "d:1"));
        assertTrue(pulls() <= 2, engine.asked().toString());
        assertEquals(1, broken.cure().lines().count(), broken.cure());
        assertTrue(broken.cure().contains("docker login"), broken.cure());
    }

    @Test
    void anErrorInTheMiddleOfAPullIsRead() {
        engine.answers(
                CREATE,
                () -> Reply.of(
                        200,
                        "{\"status\": \"Pulling from x\", \"id\": \"1\"}\n{\"errorDetail\": {\"message\": \"failed to"
                                + " register layer: write /x: no space left on device\"}, \"error\": \"failed\"}\n"));
        EnvironmentBroken broken = assertThrows(EnvironmentBroken.class, () -> fetch("a:1"));
        assertTrue(broken.problem().contains("finds no room where the engine keeps images"), broken.problem());
        assertTrue(broken.cure().contains("docker system prune"), broken.cure());
    }

    @Test
    void aPullThatStandsStillIsGivenUp() {
        engine.answers(CREATE, () -> Reply.NEVER);
        EnvironmentBroken broken = assertThrows(EnvironmentBroken.class, () -> fetch("a:1"));
        assertTrue(
                broken.problem().contains("does not come in time from its registry: timeout: no progress within 1 s"),
                broken.problem());
        assertEquals(3, pulls());
    }

    /** The others would be waited for an hour: the first one is tried again without a slot, and its end is theirs. */
    @Test
    void theFirstImageThatDoesNotComeEndsThePullsOfAllTheOthers() {
        engine.answers(
                CREATE,
                request -> request.line().contains("fromImage=a")
                        ? Reply.of(500, FakeEngine.message("unexpected EOF"))
                        : Reply.NEVER);
        EnvironmentBroken broken = assertThrows(
                EnvironmentBroken.class,
                () -> fetch(Timeouts.defaults().scaledBy(60), "a:1", "b:1", "c:1", "d:1", "e:1", "f:1", "g:1", "h:1"));
        assertTrue(broken.problem().contains("a:1 could not be fetched: unexpected EOF"), broken.problem());
        assertTrue(pulls() <= 5, engine.asked().toString());
    }

    @Test
    void itSaysHowFarItIs() {
        var pull = new ImagePull();
        assertEquals("nothing yet", pull.progress());
        pull.onNext(item("Downloading", "a", 1_000_000L, 9_000_000L));
        pull.onNext(item("Downloading", "b", 2_500_000L, 11_000_000L));
        assertEquals("3 of 20 MB", pull.progress());
        pull.onNext(item("Download complete", "a", null, null));
        pull.onNext(item("Download complete", "b", null, null));
        pull.onNext(item("Extracting", "a", 1L, 9_000_000L));
        assertEquals("20 MB, unpacking", pull.progress());
    }

    private static com.github.dockerjava.api.model.PullResponseItem item(
            String status,
            String layer,
            @org.jspecify.annotations.Nullable Long current,
            @org.jspecify.annotations.Nullable Long total) {
        String detail = current == null ? "{}" : "{\"current\": %d, \"total\": %d}".formatted(current, total);
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper()
                    .readValue(
                            "{\"status\": \"%s\", \"id\": \"%s\", \"progressDetail\": %s}"
                                    .formatted(status, layer, detail),
                            com.github.dockerjava.api.model.PullResponseItem.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From now on everything is here. */
    private Reply pulled() {
        engine.answers("/images/a:1/json", () -> Reply.of(200, "{\"Id\": \"sha256:1\"}"));
        engine.has("b:1", "c:1", "d:1");
        return Reply.of(200, PULLED);
    }

    private static void meet(CyclicBarrier both) {
        try {
            both.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("nothing else was under way", e);
        }
    }

    private long pulls() {
        return engine.asked().stream().filter(line -> line.contains(CREATE)).count();
    }

    private void fetch(String... references) {
        fetch(ShortTimeouts.make(), references);
    }

    private void fetch(Timeouts timeouts, String... references) {
        Engine found = Engine.find(engine.machine(), new DockerVersion(20, 10));
        new ImagePulls(found, timeouts, said::add, Duration.ofMillis(10)).fetch(List.of(references));
    }
}
