package io.meshconformance.reports.page;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.sample.LargeRun;
import io.meshconformance.reports.sample.RichRun;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page in a real browser: no accessibility violation, no sideways scrolling and nothing asked of anybody, narrow and
 * wide, in both themes. A picture of each is kept below {@code target/samples}.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private static final String EVIDENCE = "evidence.html";
    private static final String COMPARISON = "comparison.html";
    private static final int HEIGHT = 1600;

    private static final String JUDGE = "axe.run(document, {runOnly:"
            + " ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
            + ".then(found => ({passes: found.passes.length,"
            + " violations: found.violations.map(v => v.id + ': ' + v.nodes[0].html)}))";

    private Path folder;
    private Playwright playwright;
    private Browser browser;

    @BeforeAll
    void open(@TempDir Path report) throws IOException {
        folder = report;
        Optional<Path> program = program();
        assumeTrue(program.isPresent(), "no Chromium is on the PATH: the page was not looked at in a browser");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(program.get())
                        .setArgs(List.of("--disable-gpu", "--disable-background-networking")));
        ConformanceReport rich = RichRun.failing().history(RichRun.history(4)).report();
        Files.write(folder.resolve(HtmlPage.FRONT), HtmlPage.render(rich).get(HtmlPage.FRONT));
        // Only a large run has pages of evidence.
        Map<String, byte[]> large = HtmlPage.render(LargeRun.ofWhichFailed(1).report());
        large.remove(HtmlPage.FRONT);
        Files.write(folder.resolve(EVIDENCE), large.values().iterator().next());
        ConformanceReport other = RichRun.passing().id("other").report();
        Files.write(
                folder.resolve(COMPARISON),
                ComparisonPage.render(List.of(
                        new ComparisonPage.Column(rich, HtmlPage.FRONT), new ComparisonPage.Column(other, ""))));
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (playwright != null) {
            playwright.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 360", "LIGHT, 1280", "DARK, 360", "DARK, 1280"})
    void axeFindsNothingAndNothingScrollsSideways(ColorScheme theme, int width) throws IOException {
        try (Page page = browser.newPage()) {
            page.setViewportSize(width, HEIGHT);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            List<String> asked = shown(page, HtmlPage.FRONT);
            String name = theme.name().toLowerCase(Locale.ROOT) + "-" + width + ".png";
            byte[] picture = page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target/samples").resolve(name)));
            assertTrue(picture.length > 40_000, "a picture with something on it");

            assertFits(page, width);
            assertAxeFindsNothing(page);
            assertEquals(List.of(page.url()), asked, "nothing is asked for but the page itself");
        }
    }

    @ParameterizedTest
    @CsvSource({
        EVIDENCE + ", LIGHT, 360",
        EVIDENCE + ", DARK, 1280",
        COMPARISON + ", DARK, 360",
        COMPARISON + ", LIGHT, 1280"
    })
    void soItIsForThePagesBesideIt(String name, ColorScheme theme, int width) throws IOException {
        try (Page page = browser.newPage()) {
            page.setViewportSize(width, HEIGHT);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            List<String> asked = shown(page, name);
            assertFits(page, width);
            assertAxeFindsNothing(page);
            assertEquals(List.of(page.url()), asked, "nothing is asked for but the page itself");
        }
    }

    private List<String> shown(Page page, String name) {
        List<String> asked = new ArrayList<>();
        page.onRequest(request -> asked.add(request.url()));
        page.navigate(folder.resolve(name).toUri().toString());
        return asked;
    }

    /** As it is opened, and with everything unfolded. */
    private static void assertFits(Page page, int width) {
        assertEquals(width, page.evaluate("document.documentElement.scrollWidth"), "as it is opened");
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)");
        assertEquals(width, page.evaluate("document.documentElement.scrollWidth"), "unfolded");
    }

    private static void assertAxeFindsNothing(Page page) throws IOException {
        page.evaluate(axe());
        Map<?, ?> found = (Map<?, ?>) page.evaluate(JUDGE);
        assertEquals(List.of(), found.get("violations"));
        assertTrue((int) requireNonNull(found.get("passes")) > 15, "axe judged the page");
    }

    private static String axe() throws IOException {
        try (InputStream stream = BrowserTest.class.getResourceAsStream("/axe.min.js")) {
            assertNotNull(stream, "axe.min.js of axe-core");
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
