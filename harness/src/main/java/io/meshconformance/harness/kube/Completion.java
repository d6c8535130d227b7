package io.meshconformance.harness.kube;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for things that were started side by side, and passes on the first failure as it was thrown. */
public final class Completion {

    private Completion() {}

    /**
     * Waits for all.
     *
     * @param started what was started
     */
    public static void joinAll(Collection<? extends CompletableFuture<?>> started) {
        join(CompletableFuture.allOf(started.toArray(CompletableFuture[]::new)));
    }

    /**
     * Waits for one.
     *
     * @param started what was started
     * @param <T> what it yields
     * @return what it yielded
     */
    public static <T> T join(CompletableFuture<T> started) {
        try {
            return started.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }
}
