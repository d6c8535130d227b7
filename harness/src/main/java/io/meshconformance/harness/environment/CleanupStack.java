package io.meshconformance.harness.environment;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * What has to be taken back, last first, and each step once, be it at the end or because the run was interrupted.
 * One failure does not keep the rest from being taken back. What lies on a node that goes with the run goes with it.
 */
final class CleanupStack implements AutoCloseable {

    private final Deque<Runnable> steps = new ArrayDeque<>();
    private final Deque<Runnable> onNode = new ArrayDeque<>();
    private BooleanSupplier askable = () -> false;
    private Duration limit = Duration.ZERO;

    /** Adds a step, to be taken before all earlier ones. */
    synchronized void add(Runnable step) {
        steps.push(step);
    }

    /** Adds a step that asks the node, to be taken before all that do not. */
    synchronized void addOnNode(Runnable step) {
        onNode.push(step);
    }

    /**
     * Says when the node is asked to take something back.
     *
     * @param when whether it stays and answers, looked at when it comes to that
     * @param within how long all steps on it may take
     */
    synchronized void askNode(BooleanSupplier when, Duration within) {
        askable = when;
        limit = within;
    }

    @Override
    public synchronized void close() {
        Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
        Deque<Runnable> asking = new ArrayDeque<>(onNode);
        onNode.clear();
        if (!asking.isEmpty() && askable.getAsBoolean()) {
            bounded(() -> take(asking, failures), failures);
        }
        take(steps, failures);
        RuntimeException first = failures.poll();
        if (first != null) {
            failures.forEach(first::addSuppressed);
            throw first;
        }
    }

    private static void take(Deque<Runnable> steps, Queue<RuntimeException> failures) {
        while (!steps.isEmpty()) {
            try {
                steps.pop().run();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
    }

    /** A node that goes away in the middle would let each request wait for a limit of its own. */
    private void bounded(Runnable asking, Queue<RuntimeException> failures) {
        var taken = CompletableFuture.runAsync(asking, command -> {
            var thread = new Thread(command, "conformance-taking-back");
            thread.setDaemon(true);
            thread.start();
        });
        try {
            taken.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            failures.add(new IllegalStateException(
                    "the node did not take everything back within " + limit.toMillis() + " ms", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
