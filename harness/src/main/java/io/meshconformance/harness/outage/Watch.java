package io.meshconformance.harness.outage;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.meshconformance.harness.wait.Timeouts;
import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the parts of the environment again and again, and begins the outage where one is gone: at once where it is
 * known to be, and after {@link Timeouts#partSilent} where it only does not answer. Safe for use by many threads.
 */
public final class Watch implements AutoCloseable {

    /** Lets time pass between two looks. */
    @FunctionalInterface
    interface Pause {

        /** Waits, shorter where the outage begins. */
        void of(Duration time) throws InterruptedException;
    }

    private final Outage outage;
    private final Timeouts timeouts;
    private final InstantSource clock;
    private final Pause pause;
    private final WatchedParts parts = new WatchedParts();
    private final Thread looking = new Thread(this::lookOn, "conformance-watch");
    private @Nullable Instant silentSince;

    /**
     * A watch without a part; nothing is looked at before {@link #start}.
     *
     * @param outage begins where a part is gone
     * @param timeouts the run's limits
     */
    public Watch(Outage outage, Timeouts timeouts) {
        this(outage, timeouts, InstantSource.system(), outage::beginsWithin);
    }

    Watch(Outage outage, Timeouts timeouts, InstantSource clock, Pause pause) {
        this.outage = outage;
        this.timeouts = timeouts;
        this.clock = clock;
        this.pause = pause;
        looking.setDaemon(true);
    }

    /** What begins where a part is gone. */
    public Outage outage() {
        return outage;
    }

    /** What is looked at. */
    public WatchedParts parts() {
        return parts;
    }

    /** Begins to look, on a thread of its own, until it is closed or the outage begins. */
    public void start() {
        looking.start();
    }

    /** Looks once at each part, until one does not answer; whether all did. Begins the outage where one is gone. */
    synchronized boolean look() {
        Sight sight = parts.look();
        if (sight instanceof Sight.There) {
            silentSince = null;
            return true;
        }
        if (sight instanceof Sight.Gone gone) {
            outage.begin(gone.broken());
        } else if (sight instanceof Sight.Silent silent) {
            heardNothing(silent);
        }
        return false;
    }

    private void heardNothing(Sight.Silent silent) {
        Instant now = clock.instant();
        if (silentSince == null) {
            silentSince = now;
        }
        if (!Duration.between(silentSince, now).minus(timeouts.partSilent()).isNegative()) {
            outage.begin(new EnvironmentBroken(
                    silent.problem() + " (for " + timeouts.partSilent().toSeconds() + " s)", silent.cure()));
        }
    }

    /**
     * Looks until every part answers or one is gone, {@link Timeouts#partSilent} at the longest.
     *
     * @throws EnvironmentBroken when one is gone
     */
    public void require() {
        try {
            while (outage.cause().isEmpty() && !look()) {
                pause.of(timeouts.partAnswer());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentBroken("interrupted while looking at the environment", "start again", e);
        }
        Optional<EnvironmentBroken> gone = outage.cause();
        if (gone.isPresent()) {
            throw gone.get();
        }
    }

    /**
     * Does what asks the environment: it is given up in an outage, and what it throws is said by its {@link #meaning}.
     *
     * @param work what is done
     * @return what it yields
     */
    public <T> T asked(Supplier<T> work) {
        try {
            return outage.unlessBegun(work::get);
        } catch (Throwable thrown) {
            Throwable meant = meaning(thrown);
            if (meant instanceof Error error) {
                throw error;
            }
            throw meant instanceof RuntimeException known ? known : new IllegalStateException(meant);
        }
    }

    /** The same for what yields nothing. */
    public void during(Runnable work) {
        asked(() -> {
            work.run();
            return true;
        });
    }

    /**
     * What it means that something was thrown: a broken environment where a part is gone, which whatever was expected of
     * it cannot tell, or where the API server could not be asked; and else itself.
     *
     * @param thrown what was thrown
     */
    public Throwable meaning(Throwable thrown) {
        try {
            require();
        } catch (EnvironmentBroken gone) {
            return gone;
        }
        return isUnanswered(thrown)
                ? new EnvironmentBroken(
                        "the API server could not be asked: " + thrown.getMessage(),
                        "see what the node was busy with, docker logs and docker stats, and run again",
                        thrown)
                : thrown;
    }

    /** A question that came to no answer of the API server; one that it refuses has a status. */
    private static boolean isUnanswered(Throwable thrown) {
        List<Throwable> causes = Stream.iterate(thrown, each -> each != null, Throwable::getCause)
                .limit(20)
                .toList();
        return causes.stream().noneMatch(EnvironmentBroken.class::isInstance)
                && causes.stream()
                        .anyMatch(each -> each instanceof KubernetesClientException asked && asked.getCode() <= 0)
                && causes.stream().anyMatch(each -> each instanceof IOException || each instanceof TimeoutException);
    }

    private void lookOn() {
        try {
            while (outage.cause().isEmpty()) {
                look();
                pause.of(timeouts.partAnswer());
            }
        } catch (InterruptedException e) {
            // Closed: the run has come to its end.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        looking.interrupt();
    }
}
