package io.meshconformance.reports.writing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.badinput.BadInput;
import io.meshconformance.badinput.Survival;
import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.format.Documents;
import io.meshconformance.reports.judgement.History;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.page.HtmlPage;
import io.meshconformance.reports.sample.RichRun;
import io.meshconformance.reports.sample.SampleRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** A stored report, cut off or edited, is a whole report that can be shown, or is refused in one line. */
class StoredReportProperties {

    private static final ConformanceReport REPORT = new SampleRun()
            .history(RichRun.history(2))
            .add(RichRun.scenario("GUIDE-001", "title", Ending.failed(new AssertionError("no")), false))
            .report();

    private Path file = Path.of("");

    @BeforeProperty
    void makesAFile() throws IOException {
        file = Files.createTempFile("report", ".yaml");
    }

    @AfterProperty
    void removesIt() throws IOException {
        Files.deleteIfExists(file);
    }

    @Provide
    Arbitrary<byte[]> yaml() {
        return BadInput.bytesLike(new String(Documents.yaml(REPORT), StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<byte[]> json() {
        return BadInput.bytesLike(new String(Documents.json(REPORT), StandardCharsets.UTF_8));
    }

    @Property
    @Label("a damaged report in YAML is whole or refused")
    void yaml(@ForAll("yaml") byte[] report) throws IOException {
        judge(report);
    }

    @Property
    @Label("a damaged report in JSON is whole or refused")
    void json(@ForAll("json") byte[] report) throws IOException {
        judge(report);
    }

    private void judge(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        Survival.of(() -> whole(StoredReport.read(file)), IOException.class);
    }

    /** Reads it back from both forms, and shows it. */
    private static ConformanceReport whole(ConformanceReport report) {
        Survival.of(() -> History.entry(report));
        assertTrue(Survival.of(() -> HtmlPage.render(report)).orElseThrow().size() > 0);
        Survival.of(() -> Documents.yaml(report));
        assertEquals(
                report,
                Survival.of(() -> Documents.JSON.readValue(Documents.json(report), ConformanceReport.class))
                        .orElseThrow());
        return report;
    }
}
