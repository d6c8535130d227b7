package io.meshconformance.harness.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchPersistentContextOptions;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.meshconformance.harness.client.AddressMap;
import io.meshconformance.harness.wait.Timeouts;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A window of a headless Chromium with one page, driven by Playwright, and with a profile of its own that is gone when it
 * is closed. It resolves no name by itself and talks to nobody it is not sent to.
 */
final class BrowserWindow implements AutoCloseable {

    private static final int WIDTH = 880;
    private static final int HEIGHT = 420;

    private final BrowserProfile scratch;
    private final DriverProcess driver;
    private final BrowserThread thread;
    private final Page page;
    private final Duration limit;

    private BrowserWindow(
            BrowserProfile scratch, DriverProcess driver, BrowserThread thread, Page page, Duration limit) {
        this.scratch = scratch;
        this.driver = driver;
        this.thread = thread;
        this.page = page;
        this.limit = limit;
    }

    /**
     * Starts this machine's browser, which goes to the proxy and the provider.
     *
     * @param doors where they are found
     * @param trusted the authorities that vouch for them
     * @param timeouts the run's limits
     * @throws BrowserLost when there is none, or it does not start
     */
    static BrowserWindow onto(AddressMap doors, KeyStore trusted, Timeouts timeouts) {
        BrowserProgram program = BrowserProgram.onPath()
                .orElseThrow(() -> new BrowserLost("no Chromium is on the PATH; to see this, " + BrowserProgram.CURE));
        BrowserNetwork reach = BrowserNetwork.to(doors, trusted, timeouts.request());
        return open(program, reach, timeouts.routeLive());
    }

    /**
     * Starts a browser and opens an empty page.
     *
     * @param program the browser
     * @param reach where it goes and whom it trusts
     * @param limit until the driver has started, until the browser has, and until both have ended
     * @throws BrowserLost when it does not start
     */
    static BrowserWindow open(BrowserProgram program, BrowserNetwork reach, Duration limit) {
        BrowserProfile scratch = BrowserProfile.make();
        DriverProcess driver = new DriverProcess();
        BrowserThread thread = new BrowserThread(driver);
        try {
            Playwright playwright = thread.does(limit, driver::start);
            Page page = started(() -> thread.does(limit, () -> {
                LaunchPersistentContextOptions options =
                        options(program, reach, scratch).setTimeout(limit.toMillis());
                return opened(playwright.chromium().launchPersistentContext(scratch.profile(), options), limit);
            }));
            return new BrowserWindow(scratch, driver, thread, page, limit);
        } catch (RuntimeException | Error e) {
            close(scratch, driver, thread, limit);
            throw e;
        }
    }

    private static Page started(Supplier<Page> start) {
        try {
            return start.get();
        } catch (BrowserLost e) {
            throw new BrowserLost("the browser does not start: " + e.getMessage(), e);
        }
    }

    private static Page opened(BrowserContext context, Duration limit) {
        context.setDefaultTimeout(limit.toMillis());
        Page page = context.pages().get(0);
        withoutIcons(context.newCDPSession(page));
        return page;
    }

    private static LaunchPersistentContextOptions options(
            BrowserProgram program, BrowserNetwork reach, BrowserProfile scratch) {
        return new LaunchPersistentContextOptions()
                .setArtifactsDir(scratch.folder())
                .setEnv(scratch.variables())
                .setViewportSize(WIDTH, HEIGHT)
                .setLocale("en")
                .setExecutablePath(program.path())
                // Chromium's sandbox refuses to be set up by root; the pages it loads are this run's own.
                .setChromiumSandbox(!"root".equals(System.getProperty("user.name")))
                .setArgs(List.of(
                        "--host-resolver-rules=" + reach.ways(),
                        "--ignore-certificate-errors-spki-list=" + reach.pins(),
                        "--no-proxy-server",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-sync"));
    }

    /** An icon would be asked for under the id of the page. Playwright hides such a request, but lets it go out. */
    private static void withoutIcons(CDPSession tools) {
        JsonArray patterns = new JsonArray();
        patterns.add("*/favicon.ico");
        JsonObject blocked = new JsonObject();
        blocked.add("urls", patterns);
        tools.send("Network.enable");
        tools.send("Network.setBlockedURLs", blocked);
    }

    /**
     * Does something on its page.
     *
     * @param within the limit for it
     * @throws BrowserLost when the browser does not do it in time, or cannot do it
     */
    <T> T does(Duration within, Function<Page, T> work) {
        return thread.does(within, () -> work.apply(page));
    }

    @Override
    public void close() {
        close(scratch, driver, thread, limit);
    }

    private static void close(BrowserProfile scratch, DriverProcess driver, BrowserThread thread, Duration limit) {
        List<ProcessHandle> family = driver.family();
        try {
            thread.does(limit, driver::stop);
        } catch (BrowserLost gone) {
            // It need not answer any more: what counts is that it ends, below.
        } finally {
            thread.close();
            driver.end(family, limit);
            scratch.delete(limit);
        }
    }
}
