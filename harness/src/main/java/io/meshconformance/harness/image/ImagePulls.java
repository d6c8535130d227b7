package io.meshconformance.harness.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.dockerjava.api.exception.DockerException;
import io.meshconformance.harness.engine.Engine;
import io.meshconformance.harness.engine.Problem;
import io.meshconformance.harness.wait.Timeouts;
import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Pulls images through the engine, with its mirrors and its proxy and the user's logins: two at a time, saying now and
 * then how far each is, trying again what may pass, and naming what does not.
 */
public final class ImagePulls {

    private static final int SIDE_BY_SIDE = 2;
    private static final int ATTEMPTS = 3;
    private static final Duration NEWS = Duration.ofSeconds(10);
    private static final Duration BACKOFF = Duration.ofSeconds(3);

    private final Engine engine;
    private final Timeouts timeouts;
    private final Consumer<String> progress;
    private final Duration backoff;
    private final Map<String, ImagePull> running = new ConcurrentHashMap<>();
    private final Queue<Problem> problems = new ConcurrentLinkedQueue<>();

    /**
     * Creates the pulls.
     *
     * @param engine the engine that is to have the images
     * @param timeouts the run's limits
     * @param progress told of each image, and every ten seconds how far it is
     */
    public ImagePulls(Engine engine, Timeouts timeouts, Consumer<String> progress) {
        this(engine, timeouts, progress, BACKOFF);
    }

    ImagePulls(Engine engine, Timeouts timeouts, Consumer<String> progress, Duration backoff) {
        this.engine = engine;
        this.timeouts = timeouts;
        this.progress = progress;
        this.backoff = backoff;
    }

    /**
     * Pulls what is not here yet. After a failure that does not pass nothing further is begun, and what is under way is
     * given up.
     *
     * @param references the images
     * @throws EnvironmentBroken when one does not come, by name, with the engine's words
     */
    public void fetch(Collection<String> references) {
        List<String> absent = references.stream()
                .distinct()
                .sorted()
                .filter(reference -> engine.image(reference).isEmpty())
                .toList();
        ExecutorService pulling = Executors.newFixedThreadPool(SIDE_BY_SIDE, ImagePulls::daemon);
        // A pull that is tried again waits for no slot: the first image that does not come ends all the others.
        ExecutorService again = Executors.newCachedThreadPool(ImagePulls::daemon);
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(ImagePulls::daemon);
        try {
            watch.scheduleAtFixedRate(this::tell, NEWS.toSeconds(), NEWS.toSeconds(), TimeUnit.SECONDS);
            watch.scheduleAtFixedRate(
                    () -> running.values()
                            .forEach(pull -> pull.giveUpWhenStalled(timeouts.pullBegun(), timeouts.pullStalled())),
                    1,
                    1,
                    TimeUnit.SECONDS);
            CompletableFuture.allOf(absent.stream()
                            .map(reference -> pull(new ImageName(reference), 1, pulling, again))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } finally {
            watch.shutdownNow();
            pulling.shutdownNow();
            again.shutdownNow();
        }
        if (!problems.isEmpty()) {
            throw Problem.broken(problems);
        }
    }

    private CompletableFuture<Void> pull(ImageName image, int attempt, Executor when, Executor again) {
        return CompletableFuture.supplyAsync(() -> once(image), when).thenCompose(failed -> {
            if (failed.isEmpty() || isGivenUp()) {
                return CompletableFuture.completedFuture(null);
            }
            PullFailure failure = failed.get();
            if (failure.mayPass() && attempt < ATTEMPTS) {
                Duration pause = backoff.multipliedBy(attempt);
                progress.accept(
                        image.reference() + ": trying again in " + pause.toSeconds() + " s: " + failure.message());
                return pull(
                        image,
                        attempt + 1,
                        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, again),
                        again);
            }
            giveUp(failure.problem(image));
            return CompletableFuture.completedFuture(null);
        });
    }

    private Optional<PullFailure> once(ImageName image) {
        if (isGivenUp()) {
            return Optional.of(new PullFailure(PullFailure.Kind.OTHER, "given up because of another image"));
        }
        progress.accept("pulling " + image.reference());
        try (ImagePull pull = new ImagePull()) {
            running.put(image.reference(), pull);
            engine.client().pullImageCmd(image.tagged()).exec(pull);
            pull.end().join();
            return engine.image(image.reference()).isPresent()
                    ? Optional.empty()
                    : Optional.of(new PullFailure(
                            PullFailure.Kind.OTHER, "the pull ended without an error and without the image"));
        } catch (CompletionException e) {
            return Optional.of(PullFailure.of(message(Objects.requireNonNullElse(e.getCause(), e))));
        } catch (IOException | DockerException e) {
            return Optional.of(PullFailure.of(message(e)));
        } finally {
            running.remove(image.reference());
        }
    }

    /** The engine's own message, without what the client library adds. */
    private static String message(Throwable problem) {
        String text = String.valueOf(problem.getMessage()).strip().replaceFirst("^Status \\d+: ", "");
        try {
            return text.startsWith("{")
                    ? JsonMapper.builder()
                            .build()
                            .readTree(text)
                            .path("message")
                            .asText(text)
                    : text;
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    private void giveUp(Problem problem) {
        problems.add(problem);
        running.forEach((other, pull) -> pull.onError(new IOException("given up because of another image")));
    }

    private boolean isGivenUp() {
        return !problems.isEmpty();
    }

    private void tell() {
        running.forEach((reference, pull) -> progress.accept(reference + ": " + pull.progress()));
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "conformance-pull");
        thread.setDaemon(true);
        return thread;
    }
}
