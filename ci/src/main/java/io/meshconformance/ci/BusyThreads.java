package io.meshconformance.ci;

import java.util.ArrayList;
import java.util.List;

/** Threads that keep cores busy and do nothing: other work on the same machine. */
final class BusyThreads {

    private final List<Thread> threads = new ArrayList<>();

    /**
     * Starts them.
     *
     * @param count how many; one keeps one core busy
     */
    BusyThreads(int count) {
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(BusyThreads::spin, "load");
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    private static void spin() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    /** How many are running. */
    long running() {
        return threads.stream().filter(Thread::isAlive).count();
    }

    /** Ends them. */
    void end() throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
