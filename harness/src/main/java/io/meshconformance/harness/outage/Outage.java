package io.meshconformance.harness.outage;

import io.meshconformance.run.EnvironmentBroken;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The moment from which a run can judge nothing any more. Work that is under way then is given up at once, whatever it
 * waits for: each limit of its own would still have to pass, one after the other. Safe for use by many threads.
 */
public final class Outage {

    /**
     * What can be given up.
     *
     * @param <T> what it yields
     */
    @FunctionalInterface
    public interface Work<T> {

        /** Does it. */
        T run() throws Throwable;
    }

    private final CompletableFuture<EnvironmentBroken> cause = new CompletableFuture<>();

    /**
     * Begins it; the first cause holds.
     *
     * @param why what is gone
     */
    public void begin(EnvironmentBroken why) {
        cause.complete(why);
    }

    /** What is gone; empty as long as nothing is. */
    public Optional<EnvironmentBroken> cause() {
        return Optional.ofNullable(cause.getNow(null));
    }

    /**
     * Has something done when it begins, on a thread of its own.
     *
     * @param step what is done, at once where it has begun
     */
    public void then(Runnable step) {
        cause.thenAccept(broken -> daemon(step, "conformance-outage").start());
    }

    /**
     * Waits.
     *
     * @param limit how long at most
     * @return whether it has begun
     * @throws InterruptedException when this thread is interrupted
     */
    boolean beginsWithin(Duration limit) throws InterruptedException {
        try {
            cause.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Does some work, on a thread of its own, and waits for its end or for the outage, whichever comes first. A thread
     * that is given up is interrupted and left to itself: what it waits for may not listen to that.
     *
     * @param work what is done
     * @return what it yields
     * @throws EnvironmentBroken when there is an outage; the work is not begun where there is one already
     * @throws Throwable what the work throws
     */
    public <T> T unlessBegun(Work<T> work) throws Throwable {
        if (cause.isDone()) {
            throw cause.join();
        }
        var done = new CompletableFuture<T>();
        Thread worker =
                daemon(() -> complete(done, work), Thread.currentThread().getName() + "-work");
        worker.start();
        try {
            CompletableFuture.anyOf(done, cause).get();
            if (!done.isDone()) {
                throw cause.join();
            }
            return done.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        } finally {
            // Of no effect on a thread that has ended.
            worker.interrupt();
        }
    }

    private static <T> void complete(CompletableFuture<T> done, Work<T> work) {
        try {
            done.complete(work.run());
        } catch (Throwable thrown) {
            done.completeExceptionally(thrown);
        }
    }

    private static Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
