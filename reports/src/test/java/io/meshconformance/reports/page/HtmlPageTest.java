package io.meshconformance.reports.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.RequirementRow;
import io.meshconformance.reports.sample.RichRun;
import io.meshconformance.reports.sample.SampleRun;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
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
        assertArrayEquals(
                HtmlPage.render(RichRun.failing().report()),
                HtmlPage.render(RichRun.failing().report()));
    }

    @Test
    void writesSamplesToLookAt() throws IOException {
        Path samples = Files.createDirectories(Path.of("target/samples"));
        Files.write(
                samples.resolve("failing.html"),
                HtmlPage.render(RichRun.failing().report()));
        Files.write(
                samples.resolve("passing.html"),
                HtmlPage.render(RichRun.passing().report()));
        Files.write(
                samples.resolve("broken.html"),
                HtmlPage.render(
                        new SampleRun().broken("Docker does not answer.").died().report()));
        assertEquals(3, samples.toFile().listFiles((dir, name) -> name.endsWith(".html")).length);
    }

    private static String page(ConformanceReport report) {
        return new String(HtmlPage.render(report), StandardCharsets.UTF_8);
    }
}
