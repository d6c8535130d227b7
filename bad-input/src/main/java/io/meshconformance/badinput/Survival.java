package io.meshconformance.badinput;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The judgement of what a parser makes of its input: it reads it, or it refuses it in its own words and in time. */
public final class Survival {

    /** Far more than any parser needs, and more than a busy machine takes from it. */
    private static final int LIMIT_SECONDS = 20;

    /** On a thread of its own a parser can be left behind where it never ends, and has the stack of a server's thread. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "parser");
        thread.setDaemon(true);
        return thread;
    });

    private Survival() {}

    /**
     * Lets a parser read.
     *
     * @param parser reads something
     * @param refusals how it refuses what it cannot read, as it is documented
     * @return what it read; empty where it refused
     * @throws AssertionError where it does not end in time, ends by anything else, reads nothing, or refuses without a word
     */
    public static <T> Optional<T> of(Callable<T> parser, Class<?>... refusals) {
        Future<T> reading = THREADS.submit(parser);
        try {
            return Optional.of(reading.get(LIMIT_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            throw new AssertionError("the parser does not come to an end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException e) {
            // A task that was submitted ends by what it threw.
            Throwable ended = Objects.requireNonNull(e.getCause());
            if (List.of(refusals).stream().noneMatch(refusal -> refusal.isInstance(ended))) {
                throw new AssertionError("the parser ends by " + ended, ended);
            }
            if (ended.getMessage() == null || ended.getMessage().isBlank()) {
                throw new AssertionError("the parser refuses without a word", ended);
            }
            return Optional.empty();
        }
    }
}
