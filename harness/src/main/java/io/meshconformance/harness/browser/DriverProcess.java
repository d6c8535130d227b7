package io.meshconformance.harness.browser;

import com.microsoft.playwright.Playwright;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The process that Playwright speaks to, and that starts the browser below it. Playwright keeps it to itself, so it is
 * found among the children of this JVM: one that does not answer has to be ended all the same.
 *
 * <p>Playwright unpacks its program once per JVM and deletes it when the JVM ends.
 */
final class DriverProcess {

    /** What is started while nobody else starts one can be told from those of others. */
    private static final Object ALONE = new Object();

    private static final String ITS_ARGUMENT = "run-driver";
    private static final Map<String, String> VARIABLES = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

    private volatile Supplier<Set<ProcessHandle>> own = Set::of;
    private volatile boolean unwanted;
    private @Nullable Playwright playwright;

    /**
     * Starts it; on the thread that will speak to it.
     *
     * @throws BrowserLost when it cannot be started, or is not wanted any more
     */
    Playwright start() {
        synchronized (ALONE) {
            if (unwanted) {
                throw new BrowserLost("the browser's driver was not started in time");
            }
            Set<ProcessHandle> others = running();
            own = () ->
                    running().stream().filter(Predicate.not(others::contains)).collect(Collectors.toSet());
            try {
                Playwright started = Playwright.create(new Playwright.CreateOptions().setEnv(VARIABLES));
                playwright = started;
                return started;
            } catch (RuntimeException e) {
                // A bare one where its program cannot be unpacked; any other may have left a process.
                own.get().forEach(ProcessHandle::destroyForcibly);
                throw new BrowserLost("the browser's driver cannot be started: " + e.getMessage(), e);
            } finally {
                Set<ProcessHandle> found = own.get();
                own = () -> found;
            }
        }
    }

    private static Set<ProcessHandle> running() {
        return ProcessHandle.current()
                .children()
                .filter(child -> Stream.of(child.info().arguments().orElseGet(() -> new String[0]))
                        .anyMatch(ITS_ARGUMENT::equals))
                .collect(Collectors.toSet());
    }

    /** Lets it close its browser and go; on the thread that speaks to it. */
    boolean stop() {
        Playwright running = playwright;
        playwright = null;
        if (running != null) {
            running.close();
        }
        return running != null;
    }

    /** Has it end its browser, and with it whatever is still being done there. */
    void interrupt() {
        own.get().forEach(ProcessHandle::destroy);
    }

    /** It and all that it has started. */
    List<ProcessHandle> family() {
        return own.get().stream()
                .flatMap(driver -> Stream.concat(Stream.of(driver), driver.descendants()))
                .toList();
    }

    /**
     * Sees to it that none of a family is left, and that none is started late.
     *
     * @param family it and all that it had started
     * @param limit until they have ended by themselves
     */
    void end(List<ProcessHandle> family, Duration limit) {
        unwanted = true;
        Set<ProcessHandle> drivers = own.get();
        // These two are waited for by their parents. The browser's own children end with it, but where nobody waits for
        // orphans they seem to be there still.
        CompletableFuture<?>[] ends = family.stream()
                .filter(process -> Stream.of(Optional.of(process), process.parent())
                        .flatMap(Optional::stream)
                        .anyMatch(drivers::contains))
                .map(ProcessHandle::onExit)
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(ends).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // What has not ended by itself is ended now.
        }
        Stream.concat(family.stream(), family().stream()).forEach(ProcessHandle::destroyForcibly);
    }
}
