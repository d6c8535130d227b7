package io.meshconformance.reports.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.events.RecordedScenario;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.RequirementRow;
import io.meshconformance.reports.sample.LargeRun;
import io.meshconformance.reports.sample.RichRun;
import io.meshconformance.reports.sample.SampleRun;
import io.meshconformance.reports.writing.Documents;
import io.meshconformance.reports.writing.OpenTestReport;
import java.io.IOException;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class HtmlPageTest {

    private static final Pattern SVG = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL);

    @Test
    void showsEveryRequirementAndEveryScenarioWithItsAnchor() {
        ConformanceReport report = RichRun.failing().report();
        String page = page(report);

        for (RequirementRow row : report.requirements()) {
            assertTrue(page.contains("<code>" + row.id() + "</code>"), row.id());
        }
        report.scenarios().forEach(scenario -> assertTrue(page.contains("id=\"" + scenario.id() + "\"")));
    }

    @Test
    void saysReferenceBeforeAnythingElseIsRead() {
        String page = page(RichRun.passing().report());

        int reference = page.indexOf("reference proxy, not Pomerium");
        assertTrue(reference > 0 && reference < page.indexOf("id=\"gates\""), "near the verdict");
    }

    @Test
    void escapesWhatCameFromOutside() {
        String page = page(RichRun.failing().report());

        assertFalse(page.contains("<title>Welcome to nginx"), "a body is text, not markup");
        assertTrue(page.contains("&lt;title&gt;Welcome to nginx!"));
    }

    @Test
    void asksNothingOfTheOutsideAndRunsNoScript() {
        String page = page(RichRun.failing().report());

        assertTrue(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\""));
        assertFalse(page.matches("(?s).*<(script|link|iframe|object|form)\\b.*"));
        assertFalse(page.matches("(?s).*\\b(src|href)=\"https?:.*"));
        assertFalse(page.matches("(?s).*\\bon[a-z]+=\".*"));
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
    void keepsRepeatedHeadersInOrderAndMarksWhatWasRedacted() {
        String page = page(RichRun.failing().report());

        assertTrue(page.indexOf("10.42.0.1") < page.indexOf("10.42.0.7"));
        assertTrue(page.contains("<mark>[redacted hmac:1a2b3c4d]</mark>"));
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
                        pages.get(HtmlPage.FRONT).length / 1000,
                        pages.size(),
                        pages.values().stream().mapToInt(page -> page.length).sum() / 1000,
                        millis);
        System.out.print(figure);
        Path samples = Files.createDirectories(Path.of("target/samples"));
        Files.writeString(samples.resolve("large-%d.txt".formatted(failed)), figure);
        Files.writeString(samples.resolve("large-%d.html".formatted(failed)), front);
        assertTrue(pages.get(HtmlPage.FRONT).length <= HtmlPage.BUDGET, figure);
        assertTrue(pages.containsKey("evidence/POL-399.html"), "evidence stands apart");
        assertEquals(
                400, front.split("The path, hop by hop", -1).length - 1, "the path of each stands on the front page");
    }

    @Test
    void writesSamplesToLookAt() throws IOException {
        Path samples = Files.createDirectories(Path.of("target/samples"));
        Files.writeString(
                samples.resolve("failing.html"), page(RichRun.failing().report()));
        Files.writeString(
                samples.resolve("passing.html"), page(RichRun.passing().report()));
        SampleRun broken = new SampleRun().broken("Docker does not answer.").died();
        Files.writeString(samples.resolve("broken.html"), page(broken.report()));
        for (String name : List.of("failing", "passing", "broken")) {
            assertTrue(Files.size(samples.resolve(name + ".html")) > 10_000, name);
        }
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
