package io.meshconformance.reports.page;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.events.RecordedScenario;
import io.meshconformance.reports.format.Documents;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.sample.LargeRun;
import io.meshconformance.reports.sample.RichRun;
import io.meshconformance.reports.sample.SampleRun;
import io.meshconformance.reports.writing.OpenTestReport;
import io.meshconformance.reports.writing.StoredReport;
import java.io.IOException;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class HtmlPageTest {

    /** The front page of the largest run opens at once below this size, in bytes. */
    private static final int BUDGET = 2_000_000;

    @TempDir
    Path folder;

    private static final Pattern SVG = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL);

    @Test
    void escapesWhatCameFromOutside() {
        String page = page(RichRun.failing().report());

        assertFalse(page.contains("<title>Welcome to nginx"), "a body is text, not markup");
        assertTrue(page.contains("&lt;title&gt;Welcome to nginx!"));
    }

    @Test
    void reactsToNothingButLinksAndFilters() {
        assertFalse(page(RichRun.failing().report()).matches("(?s).*\\bon[a-z]+=\".*"));
    }

    @Test
    void everyDrawingIsWellFormed() throws Exception {
        List<String> drawings = new ArrayList<>();
        Matcher matcher = SVG.matcher(page(RichRun.failing().report()));
        while (matcher.find()) {
            drawings.add(matcher.group());
        }

        assertTrue(drawings.size() > 8, "hops, boot and trend are drawn");
        for (String drawing : drawings) {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(drawing)));
        }
    }

    @Test
    void theSameReportGivesTheSameBytes() {
        assertEquals(page(RichRun.failing().report()), page(RichRun.failing().report()));
    }

    @Test
    void theOrderInWhichScenariosRanMakesNoDifference() {
        List<RecordedScenario> scenarios = new ArrayList<>();
        for (String id : List.of("GUIDE-001", "JWT-001", "PROXY-001", "GUIDE-005")) {
            scenarios.add(RichRun.scenario(id, "title", Ending.PASSED, true));
        }
        SampleRun run = new SampleRun();
        scenarios.forEach(run::add);
        SampleRun shuffled = new SampleRun();
        Collections.shuffle(scenarios, new Random(4711));
        scenarios.forEach(shuffled::add);

        assertArrayEquals(Documents.yaml(run.report()), Documents.yaml(shuffled.report()));
        assertEquals(page(run.report()), page(shuffled.report()));
        assertArrayEquals(OpenTestReport.of(run.report()), OpenTestReport.of(shuffled.report()));
    }

    /** How long it takes is printed and kept, not asserted: another build on the machine is no defect of the page. */
    @ParameterizedTest
    @ValueSource(ints = {0, 40, 400})
    void fourHundredDenseScenariosStayBelowTwoMegabytes(int failed) throws IOException {
        ConformanceReport report = LargeRun.ofWhichFailed(failed).report();
        Map<String, byte[]> pages = HtmlPage.render(report);
        long millis = IntStream.range(0, 4)
                .mapToLong(attempt -> millisToRender(report))
                .min()
                .orElseThrow();

        String front = new String(pages.get(HtmlPage.FRONT), StandardCharsets.UTF_8);
        String figure = "400 scenarios, %d failed: front page %d kB, all %d pages %d kB, rendered in %d ms%n"
                .formatted(
                        failed,
                        requireNonNull(pages.get(HtmlPage.FRONT)).length / 1000,
                        pages.size(),
                        pages.values().stream().mapToInt(page -> page.length).sum() / 1000,
                        millis);
        System.out.print(figure);
        Path samples = Files.createDirectories(Path.of("target/samples"));
        Files.writeString(samples.resolve("large-%d.txt".formatted(failed)), figure);
        Files.writeString(samples.resolve("large-%d.html".formatted(failed)), front);
        assertTrue(pages.get(HtmlPage.FRONT).length <= BUDGET, figure);
        assertTrue(pages.containsKey("evidence/POL-399.html"), "evidence stands apart");
        assertEquals(
                400, front.split("The path, hop by hop", -1).length - 1, "the path of each stands on the front page");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void everyPageCanBeRebuiltFromTheYamlAndFromTheJson(ConformanceReport report) throws IOException {
        Map<String, byte[]> pages = HtmlPage.render(report);
        Path yaml = Files.write(folder.resolve("r.yaml"), Documents.yaml(report));
        Path json = Files.write(folder.resolve("r.json"), Documents.json(report));

        for (Path stored : List.of(yaml, json)) {
            Map<String, byte[]> again = HtmlPage.render(StoredReport.read(stored));
            assertEquals(pages.keySet(), again.keySet());
            pages.forEach((name, page) -> assertArrayEquals(page, again.get(name), name));
        }
    }

    static Stream<ConformanceReport> reports() {
        return Stream.of(
                RichRun.failing().report(),
                RichRun.passing().report(),
                LargeRun.ofWhichFailed(40).report(),
                new SampleRun().broken("No Docker.").died().report(),
                new SampleRun().scenario("GUIDE-001", Ending.UNFINISHED).report());
    }

    @Test
    void everyLinkInsideThePageHasItsPlace() {
        for (Map.Entry<String, byte[]> page :
                HtmlPage.render(LargeRun.ofWhichFailed(3).report()).entrySet()) {
            String html = new String(page.getValue(), StandardCharsets.UTF_8);
            Matcher link = Pattern.compile("href=\"#([^\"]+)\"").matcher(html);
            Set<String> ids = new HashSet<>();
            Matcher id = Pattern.compile("\\bid=\"([^\"]+)\"").matcher(html);
            while (id.find()) {
                assertTrue(ids.add(id.group(1)), id.group(1) + " stands twice on " + page.getKey());
            }
            while (link.find()) {
                // The made-up scenarios prove lines that no list holds.
                assertTrue(
                        ids.contains(link.group(1)) || link.group(1).startsWith("req-POL-"),
                        link.group(1) + " on " + page.getKey());
            }
        }
    }

    @Test
    void everyPageForbidsWhatIsNotInItAndRunsNoScript() {
        Map<String, byte[]> pages =
                new LinkedHashMap<>(HtmlPage.render(LargeRun.ofWhichFailed(1).report()));
        pages.put(
                "merged",
                ComparisonPage.render(List.of(
                        new ComparisonPage.Column(RichRun.passing().report(), "one/index.html"),
                        new ComparisonPage.Column(RichRun.failing().report(), ""))));
        pages.forEach((name, bytes) -> {
            String page = new String(bytes, StandardCharsets.UTF_8);
            assertTrue(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\""), name);
            assertFalse(
                    Pattern.compile("<(script|link|iframe|object|form)\\b")
                            .matcher(page)
                            .find(),
                    name);
            // What it shows it holds; a link to a public report is followed by the reader alone.
            assertFalse(
                    Pattern.compile("\\bsrc=\"(https?:|//)|(?<!<a )href=\"(https?:|//)")
                            .matcher(page)
                            .find(),
                    name);
        });
    }

    /** Processor time, since other builds may share the machine. */
    private static long millisToRender(ConformanceReport report) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        HtmlPage.render(report);
        return (threads.getCurrentThreadCpuTime() - start) / 1_000_000;
    }

    private static String page(ConformanceReport report) {
        return new String(HtmlPage.render(report).get(HtmlPage.FRONT), StandardCharsets.UTF_8);
    }
}
