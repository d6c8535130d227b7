package io.meshconformance.reports.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.sample.RichRun;
import io.meshconformance.reports.writing.Documents;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page in a real browser: no accessibility violation and no sideways scrolling, narrow and wide, in both themes. A
 * picture of each theme is kept below {@code target/samples}.
 */
class BrowserTest {

    private static final Pattern RESULT = Pattern.compile("<pre id=\"result\">([A-Za-z0-9+/=]+)</pre>");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"light, 1", "dark, 0"})
    void axeFindsNothingAndNothingScrollsSideways(String theme, int preferred) throws Exception {
        Optional<String> browser = browser();
        assumeTrue(browser.isPresent(), "no chromium on the path: the page was not looked at in a browser");
        ConformanceReport report = RichRun.failing().history(RichRun.history(4)).report();
        String page = new String(HtmlPage.render(report).get(HtmlPage.FRONT), StandardCharsets.UTF_8);
        Path plain = Files.writeString(folder.resolve("page.html"), page);
        Path frames = Files.writeString(folder.resolve("frames.html"), frames(page));
        Path picture = Path.of("target/samples/" + theme + ".png").toAbsolutePath();
        Files.createDirectories(picture.getParent());
        Files.deleteIfExists(picture);
        String scheme = "--blink-settings=preferredColorScheme=" + preferred;

        run(
                browser.get(),
                scheme,
                "--window-size=1280,1600",
                "--screenshot=" + picture,
                plain.toUri().toString());
        String dom = run(
                browser.get(),
                scheme,
                "--virtual-time-budget=3000",
                "--dump-dom",
                frames.toUri().toString());

        assertTrue(Files.size(picture) > 40_000, "a picture with something on it");
        for (JsonNode frame : results(dom)) {
            String where = theme + " at " + frame.get("width").asInt() + " px: ";
            assertEquals(frame.get("width").asInt(), frame.get("scrollWidth").asInt(), where + "scrolls sideways");
            assertEquals("[]", frame.get("violations").toString(), where);
            assertTrue(frame.get("passes").asInt() > 15, where + "axe judged the page");
        }
    }

    /** Two frames of the page, narrow and wide, with everything unfolded; each is judged and the results are written. */
    private static String frames(String page) throws IOException {
        String open = page.replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
                .replace("<details class", "<details open class")
                .replace("</body>", "<script>" + axe().replace("</script", "<\\/script") + "</script></body>");
        String source = open.replace("&", "&amp;").replace("\"", "&quot;");
        StringBuilder html = new StringBuilder("<!doctype html><title>frames</title>");
        for (int width : new int[] {360, 1280}) {
            html.append("<iframe width=\"%d\" height=\"900\" style=\"border:0\" srcdoc=\"".formatted(width))
                    .append(source)
                    .append("\"></iframe>");
        }
        return html.append("""
                        <script>
                        onload = async () => {
                          const results = [];
                          for (const frame of document.querySelectorAll('iframe')) {
                            const root = frame.contentDocument.documentElement;
                            const axe = await frame.contentWindow.axe.run(frame.contentDocument, {runOnly:
                              ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']});
                            results.push({width: frame.clientWidth, scrollWidth: root.scrollWidth,
                              passes: axe.passes.length,
                              violations: axe.violations.map(v => v.id + ': ' + v.nodes[0].html)});
                          }
                          const text = btoa(unescape(encodeURIComponent(JSON.stringify(results))));
                          document.body.innerHTML = '<pre id="result">' + text + '</pre>';
                        };
                        </script>
                        """).toString();
    }

    private static JsonNode results(String dom) throws IOException {
        Matcher matcher = RESULT.matcher(dom);
        assertTrue(matcher.find(), () -> "axe wrote no result: " + dom.substring(0, Math.min(500, dom.length())));
        JsonNode results = Documents.JSON.readTree(Base64.getDecoder().decode(matcher.group(1)));
        assertEquals(2, results.size(), "narrow and wide");
        return results;
    }

    private static String axe() throws IOException {
        try (InputStream stream = BrowserTest.class.getResourceAsStream("/axe.min.js")) {
            assertNotNull(stream, "axe.min.js of axe-core");
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String run(String browser, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--hide-scrollbars",
                "--user-data-dir=" + Files.createTempDirectory(folder, "profile")));
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile(folder, "said", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertTrue(ended, "the browser did not end");
        return Files.readString(said);
    }

    private static Optional<String> browser() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(directory -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
