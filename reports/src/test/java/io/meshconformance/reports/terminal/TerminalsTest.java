package io.meshconformance.reports.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.format.Documents;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.sample.RichRun;
import io.meshconformance.reports.sample.SampleRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalsTest {

    private static final Path PAGE = Path.of("target/report/index.html");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);

    @Test
    void theRunEndsWithATableOfWhatFailedAtWhichHop() {
        ConformanceReport report = RichRun.failing().report();
        new PlainTerminal(stream, SampleRun.REQUIREMENTS).runEnded(report, PAGE);

        List<String> lines = said().lines().toList();
        String head = line(lines, "requirement");
        assertTrue(head.matches("requirement +means +result +hop +expected +actual"), head);
        String row = line(lines, "GUIDE-002");
        assertTrue(row.contains("lets somebody in"), row);
        assertTrue(row.contains("failed") && row.contains("application") && row.contains("`RBAC: access denied`"), row);
        assertEquals(head.indexOf("expected"), row.indexOf("403, body exactly"), "the columns stand below each other");
        assertEquals(2, report.statistics().failed());
        assertTrue(said().contains(report.statistics().line()), said());
        assertTrue(said().contains("Not conformant: 1 scenario broke its promise (GUIDE-002)"), said());
        assertEquals("1 promise broken: it lets somebody in", lines.get(lines.size() - 4));
        assertTrue(lines.get(lines.size() - 1).endsWith("target/report/index.html"));
    }

    @Test
    void aLongAnswerDoesNotTearTheTable() {
        SampleRun run = new SampleRun()
                .scenario("GUIDE-001", Ending.failed(new AssertionError("x".repeat(4_000) + "\nand more")));
        new PlainTerminal(stream, SampleRun.REQUIREMENTS).runEnded(run.report(), PAGE);

        assertTrue(said().lines().allMatch(line -> line.length() <= 400), said());
    }

    @Test
    void whatMetTheSameBrokenEnvironmentStandsInOneRow() {
        Ending broken = new Ending(Ending.Kind.BROKEN, "", "no node");
        ConformanceReport report = new SampleRun()
                .scenario("GUIDE-001", broken)
                .scenario("GUIDE-002", broken)
                .report();
        new PlainTerminal(stream, SampleRun.REQUIREMENTS).runEnded(report, PAGE);

        assertTrue(said().contains("GUIDE-001 and 1 more"), said());
    }

    @Test
    void asJsonTheLastLineHoldsVerdictExitCodeAndPage() throws IOException {
        new JsonTerminal(stream).runEnded(RichRun.failing().report(), PAGE);

        JsonNode run = Documents.JSON.readTree(said());
        assertEquals("run", run.get("event").asText());
        assertEquals(1, run.get("exitCode").asInt());
        assertEquals("nonconformant", run.at("/verdict/result").asText());
        assertEquals(2, run.at("/statistics/failed").asInt());
    }

    private static String line(List<String> lines, String beginning) {
        return lines.stream()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError(beginning + " in " + lines));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
