package io.meshconformance.harness.browser;

import com.microsoft.playwright.PlaywrightException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one thread that speaks to Playwright, whose objects are for one thread only. It awaits some answers
 * without end; a caller waits no longer than a limit, after which the browser is killed.
 */
final class BrowserThread implements AutoCloseable {

    /** Playwright's own words within the stack of its driver. */
    private static final Pattern WORDS = Pattern.compile("message='(.*)");

    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread one = new Thread(work, "browser");
        one.setDaemon(true);
        return one;
    });

    private volatile Optional<ProcessHandle> browser = Optional.empty();

    /** Names the browser's process, which is killed once a limit has passed: what waits for its answer goes on then. */
    void speaksTo(ProcessHandle process) {
        browser = Optional.of(process);
    }

    /**
     * Does a piece of work.
     *
     * @param limit until it has to be done; after it the browser is killed
     * @throws BrowserLost when Playwright fails, or the limit has passed
     */
    <T> T does(Duration limit, Callable<T> work) {
        try {
            Future<T> done = thread.submit(work);
            return done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw new BrowserLost("the browser has been closed", e);
        } catch (TimeoutException e) {
            browser.ifPresent(ProcessHandle::destroyForcibly);
            throw new BrowserLost("the browser has not answered within " + limit.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            browser.ifPresent(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
            throw new BrowserLost("interrupted", e);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    /** The same for work that yields nothing. */
    void does(Duration limit, Runnable work) {
        does(limit, Executors.callable(work));
    }

    private static RuntimeException unwrapped(ExecutionException thrown) {
        Throwable cause = thrown.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException own && !(cause instanceof PlaywrightException)) {
            return own;
        }
        return new BrowserLost(words(String.valueOf(cause == null ? null : cause.getMessage())), thrown);
    }

    private static String words(String message) {
        Matcher words = WORDS.matcher(message);
        return words.find() ? words.group(1) : message;
    }

    /** Takes no more work; what is under way is not waited for. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
