package io.meshconformance.reports.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.format.Documents;
import io.meshconformance.reports.sample.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTableTest {

    @TempDir
    Path folder;

    @BeforeEach
    void reports() throws IOException {
        byte[] report = Documents.json(
                new SampleRun().scenario("GUIDE-002", Ending.PASSED).report());
        for (String name : List.of("one-0001.json", "one-0002.json", "kept-one-0001.json")) {
            Files.write(folder.resolve(name), report);
        }
    }

    @Test
    void eachPartHasTheFiguresOfItsRuns() throws IOException {
        seconds("one-0001.json 40.000", "kept-one-0001.json 6.500", "one-0002.json 44.000");

        BenchTable bench = BenchTable.read(folder);

        assertEquals(List.of(40.0, 44.0), figure(bench, "one").orElseThrow().values());
        assertEquals(6.5, figure(bench, "kept-one").orElseThrow().median());
        assertTrue(bench.lines()
                .contains("one        command to verdict                   42.0 s  (40.0 to 44.0, 2 runs)"));
    }

    @Test
    void whatWasWrittenIsReadAgain() throws IOException {
        seconds("one-0001.json 40.000");

        BenchTable kept = BenchTable.kept(folder);

        assertEquals(kept, BenchTable.written(folder.resolve("bench.yaml")));
    }

    @Test
    void aChangeIsToldWithWhetherItLiesBeyondTheSpread() {
        BenchTable before = bench(40, 42, 44);

        assertEquals(
                List.of("whole      command to verdict                   42.0 -> 30.0 s  -29%, beyond the spread"),
                before.linesAgainst(bench(29, 30, 39)));
        assertEquals(
                List.of("whole      command to verdict                   42.0 -> 41.0 s  -2%"),
                before.linesAgainst(bench(38, 41, 43)));
        assertEquals(
                List.of(), before.linesAgainst(new BenchTable(List.of(new BenchFigure("one", "boot", List.of(1.0))))));
    }

    @Test
    void aLineThatNamesNoRunIsRefused() throws IOException {
        seconds("one 40");
        assertTrue(assertThrows(IOException.class, () -> BenchTable.read(folder))
                .getMessage()
                .endsWith("has a line that names no run: one 40"));
    }

    private static BenchTable bench(double... seconds) {
        return new BenchTable(List.of(new BenchFigure(
                "whole",
                "command to verdict",
                java.util.Arrays.stream(seconds).boxed().toList())));
    }

    private static Optional<BenchFigure> figure(BenchTable bench, String part) {
        return bench.figures().stream()
                .filter(figure -> figure.part().equals(part) && figure.what().equals("command to verdict"))
                .findFirst();
    }

    private void seconds(String... lines) throws IOException {
        Files.write(folder.resolve("seconds.txt"), List.of(lines));
    }
}
