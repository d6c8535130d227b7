package io.meshconformance.harness.client;

import io.meshconformance.harness.http.Exchange;
import io.meshconformance.run.EnvironmentBroken;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Requests that are under way at the same time. */
public final class ConcurrentRequests {

    private ConcurrentRequests() {}

    /**
     * Makes requests side by side; none starts before all are ready to.
     *
     * @param calls each makes one fresh request, or several one after the other and gives the last
     * @return what came of each, in the order given
     * @throws EnvironmentBroken when the wait for them is interrupted
     */
    public static List<Exchange> send(List<Supplier<Exchange>> calls) {
        CyclicBarrier start = new CyclicBarrier(calls.size());
        ExecutorService senders = Executors.newFixedThreadPool(calls.size());
        try {
            List<Future<Exchange>> sent = senders.invokeAll(calls.stream()
                    .map(call -> (Callable<Exchange>) () -> together(start, call))
                    .toList());
            List<Exchange> exchanges = new ArrayList<>();
            for (Future<Exchange> one : sent) {
                exchanges.add(one.get());
            }
            return List.copyOf(exchanges);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentBroken("interrupted while requests were under way", "start again", e);
        } catch (ExecutionException e) {
            throw new AssertionError("a request could not be made: " + e.getCause(), e.getCause());
        } finally {
            senders.shutdownNow();
        }
    }

    private static Exchange together(CyclicBarrier start, Supplier<Exchange> call)
            throws InterruptedException, BrokenBarrierException {
        start.await();
        return call.get();
    }
}
