package io.meshconformance.reports.judgement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reports.model.PastRun;
import io.meshconformance.reports.sample.RichRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {

    @TempDir
    Path folder;

    private final List<String> troubles = new ArrayList<>();

    @Test
    void whatWasWrittenIsReadBackAndNothingElseIsLeft() throws IOException {
        HistoryFile file = new HistoryFile(folder.resolve("runs/history.jsonl"));
        file.write(RichRun.history(60));

        assertEquals(RichRun.history(60), file.read(troubles::add));
        assertEquals(List.of(), troubles);
        try (Stream<Path> left = Files.list(folder.resolve("runs"))) {
            assertEquals(List.of(file.path()), left.toList());
        }
    }

    @Test
    void aMachineThatDiesWhileItIsWrittenLeavesTheOldOne() throws IOException {
        HistoryFile file = new HistoryFile(folder.resolve("history.jsonl"));
        file.write(RichRun.history(3));
        Files.writeString(folder.resolve("history.jsonl.new"), "{\"id\":\"torn");

        assertEquals(3, file.read(troubles::add).runs().size());
        file.write(RichRun.history(4));
        assertEquals(4, file.read(troubles::add).runs().size(), "and the next takes its place");
        assertEquals(List.of(), troubles);
    }

    @Test
    void aTornLineIsToldOnceAndTheOtherRunsStay() throws IOException {
        HistoryFile file = new HistoryFile(folder.resolve("history.jsonl"));
        file.write(RichRun.history(3));
        byte[] whole = Files.readAllBytes(file.path());
        byte[] torn = "{\"id\":\"n9\",\"star\n\0\0\u00ff\nnull\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] both = new byte[torn.length + whole.length];
        System.arraycopy(torn, 0, both, 0, torn.length);
        System.arraycopy(whole, 0, both, torn.length, whole.length);
        Files.write(file.path(), both);

        assertEquals(
                List.of("n000", "n001", "n002"),
                file.read(troubles::add).runs().stream().map(PastRun::id).toList());
        assertEquals(1, troubles.size(), troubles::toString);
        assertTrue(troubles.get(0).endsWith("history.jsonl, line 1, 2, 3"), troubles::toString);
    }

    @Test
    void aFileThatCannotBeReadAtAllIsNoTrend() throws IOException {
        Path inTheWay = Files.createDirectory(folder.resolve("history.jsonl"));

        assertEquals(History.NONE, new HistoryFile(inTheWay).read(troubles::add));
        assertEquals(1, troubles.size(), troubles::toString);
        assertTrue(troubles.get(0).startsWith("without a trend: "), troubles::toString);
    }

    @Test
    void anAbsentFileIsAnEmptyHistory() {
        assertEquals(History.NONE, new HistoryFile(folder.resolve("absent")).read(troubles::add));
        assertEquals(List.of(), troubles);
    }
}
