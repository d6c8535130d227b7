package io.meshconformance.harness.environment;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has to be taken back, last first, and each step once, be it at the end or because the run was interrupted.
 * One failure does not keep the rest from being taken back.
 */
final class CleanupStack implements AutoCloseable {

    private final Deque<Runnable> steps = new ArrayDeque<>();

    /** Adds a step, to be taken before all earlier ones. */
    synchronized void add(Runnable step) {
        steps.push(step);
    }

    @Override
    public synchronized void close() {
        RuntimeException first = null;
        while (!steps.isEmpty()) {
            try {
                steps.pop().run();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
