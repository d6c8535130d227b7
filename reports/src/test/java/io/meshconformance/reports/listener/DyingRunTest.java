package io.meshconformance.reports.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.reports.model.state.VerdictResult;
import io.meshconformance.reports.writing.StoredReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DyingRunTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"exit", "halt"})
    void aRunThatDiesInTheMiddleLeavesAReportThatSaysInvalidWithWhatItHas(String how) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingRun.class.getName(),
                        folder.toString(),
                        how)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends");
        String said = Files.readString(folder.resolve("said"), StandardCharsets.UTF_8);
        assertEquals(7, process.exitValue(), said);

        ConformanceReport report = StoredReport.read(folder.resolve("report/conformance-report.json"));
        assertEquals(VerdictResult.INVALID, report.verdict().result());
        assertFalse(report.run().completed());
        assertEquals(Outcome.PASSED, report.scenarios().get(0).result());
        assertEquals(Outcome.ERROR, report.scenarios().get(1).result());
        String page = Files.readString(folder.resolve("report/index.html"));
        assertTrue(page.contains("Invalid: nothing is proved by this run."), "the page says so");
        assertTrue(page.contains("Exit code <b>2</b>"), "and what a program is told");
        assertTrue(Files.notExists(folder.resolve("history.jsonl")), "a run that died is no point of a trend");
    }
}
