package io.meshconformance.harness.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.meshconformance.harness.client.AddressMap;
import io.meshconformance.harness.wait.Timeouts;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.io.FileUtils;

/**
 * A window of a headless Chromium with one page, driven by Playwright. It resolves no name by itself and connects to no
 * host but the proxy and the provider. Playwright's driver ends with this JVM at the latest, and the browser with it.
 */
final class BrowserWindow implements AutoCloseable {

    private static final Pattern PROFILE = Pattern.compile(" --user-data-dir=(.+?)(?: --|$)");
    private static final String TMPDIR = "TMPDIR";
    private static final int WIDTH = 880;
    private static final int HEIGHT = 420;

    private final BrowserThread thread;
    private final Playwright playwright;
    private final Page page;
    private final Path profile;
    private final Duration limit;

    private BrowserWindow(BrowserThread thread, Playwright playwright, Page page, Path profile, Duration limit) {
        this.thread = thread;
        this.playwright = playwright;
        this.page = page;
        this.profile = profile;
        this.limit = limit;
    }

    /**
     * Starts this machine's browser, which goes to the proxy and the provider.
     *
     * @param addresses where they are found
     * @param trusted the authorities that vouch for them
     * @param timeouts the run's limits
     * @throws BrowserLost when there is none, or it does not start
     */
    static BrowserWindow onto(AddressMap addresses, KeyStore trusted, Timeouts timeouts) {
        BrowserProgram program = BrowserProgram.onPath()
                .orElseThrow(() -> new BrowserLost("no Chromium is on the PATH; to see this, " + BrowserProgram.CURE));
        BrowserNetwork network = BrowserNetwork.to(addresses, trusted, timeouts.request());
        return open(program, network, timeouts.routeLive());
    }

    /**
     * Starts a browser and opens an empty page.
     *
     * @param program the browser
     * @param network where it goes and whom it trusts
     * @param limit until the driver has started, until the browser has, and until both have ended
     * @throws BrowserLost when it does not start
     */
    static BrowserWindow open(BrowserProgram program, BrowserNetwork network, Duration limit) {
        BrowserThread thread = new BrowserThread();
        try {
            Playwright playwright = thread.does(limit, BrowserWindow::driver);
            try {
                Page page = thread.does(limit, () -> page(playwright, options(program, network, limit), limit));
                CDPSession tools =
                        thread.does(limit, () -> page.context().browser().newBrowserCDPSession());
                thread.speaksTo(thread.does(limit, () -> process(tools)));
                Path profile = thread.does(limit, () -> profile(tools));
                return new BrowserWindow(thread, playwright, page, profile, limit);
            } catch (BrowserLost e) {
                thread.does(limit, playwright::close);
                throw new BrowserLost("the browser does not start: " + e.getMessage(), e);
            }
        } catch (RuntimeException | Error e) {
            thread.close();
            throw e;
        }
    }

    private static Playwright driver() {
        return Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", TMPDIR, temporary())));
    }

    /** Where this JVM's temporary files lie, those of the browser and of its driver, which makes the profile, do too. */
    private static String temporary() {
        return System.getProperty("java.io.tmpdir");
    }

    private static Page page(Playwright playwright, LaunchOptions options, Duration limit) {
        BrowserContext context = playwright
                .chromium()
                .launch(options)
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(WIDTH, HEIGHT)
                        .setLocale("en"));
        context.setDefaultTimeout(limit.toMillis());
        Page page = context.newPage();
        withoutIcons(context.newCDPSession(page));
        return page;
    }

    private static ProcessHandle process(CDPSession tools) {
        JsonArray processes = tools.send("SystemInfo.getProcessInfo").getAsJsonArray("processInfo");
        for (JsonElement each : processes) {
            JsonObject process = each.getAsJsonObject();
            if (process.get("type").getAsString().equals("browser")) {
                return ProcessHandle.of(process.get("id").getAsLong())
                        .orElseThrow(() -> new BrowserLost("the browser's process is not there"));
            }
        }
        throw new BrowserLost("the browser does not name its process");
    }

    private static Path profile(CDPSession tools) {
        Matcher profile = PROFILE.matcher(
                tools.send("SystemInfo.getInfo").get("commandLine").getAsString());
        if (!profile.find()) {
            throw new BrowserLost("the browser does not name its profile");
        }
        return Path.of(profile.group(1));
    }

    private static LaunchOptions options(BrowserProgram program, BrowserNetwork network, Duration limit) {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put(TMPDIR, temporary());
        return new LaunchOptions()
                .setTimeout(limit.toMillis())
                .setEnv(variables)
                .setExecutablePath(program.path())
                // Chromium's sandbox refuses to be set up by root; the pages it loads are this run's own.
                .setChromiumSandbox(!"root".equals(System.getProperty("user.name")))
                .setArgs(List.of(
                        "--host-resolver-rules=" + network.resolution(),
                        "--ignore-certificate-errors-spki-list=" + network.pins(),
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
        try {
            thread.does(limit, playwright::close);
        } finally {
            thread.close();
            // The driver may end before it has removed the profile of a browser that was killed.
            FileUtils.deleteQuietly(profile.toFile());
        }
    }
}
