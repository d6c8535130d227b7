package io.meshconformance.harness.client;

import io.meshconformance.harness.http.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** The same request again and again by several workers, while something else is changed. */
public final class Load implements AutoCloseable {

    private final AtomicBoolean ended = new AtomicBoolean();
    private final ExecutorService executor;
    private final List<CompletableFuture<List<Exchange>>> workers = new ArrayList<>();

    private Load(int count) {
        this.executor = Executors.newFixedThreadPool(count);
    }

    /**
     * Starts it.
     *
     * @param count how many workers, each with one request at a time
     * @param call makes one fresh request; called by many threads
     */
    public static Load of(int count, Supplier<Exchange> call) {
        Load load = new Load(count);
        for (int i = 0; i < count; i++) {
            load.workers.add(CompletableFuture.supplyAsync(() -> load.work(call), load.executor));
        }
        return load;
    }

    /**
     * Ends it.
     *
     * @return every exchange of every worker
     * @throws java.util.concurrent.CompletionException when a request threw
     */
    public List<Exchange> end() {
        ended.set(true);
        return workers.stream()
                .map(CompletableFuture::join)
                .flatMap(List::stream)
                .toList();
    }

    private List<Exchange> work(Supplier<Exchange> call) {
        List<Exchange> made = new ArrayList<>();
        while (!ended.get()) {
            made.add(call.get());
        }
        return made;
    }

    @Override
    public void close() {
        ended.set(true);
        executor.shutdown();
    }
}
