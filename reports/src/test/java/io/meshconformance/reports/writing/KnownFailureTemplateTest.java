package io.meshconformance.reports.writing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.judgement.KnownFailures;
import io.meshconformance.reports.sample.RichRun;
import io.meshconformance.reports.sample.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownFailureTemplateTest {

    private static final Path NAME = Path.of("known-failures-template.yaml");

    @TempDir
    Path folder;

    @Test
    void itListsWhatNobodyAcceptedAndIsRefusedUntilSomebodyDoes() throws IOException {
        new ReportFolder(folder).write(RichRun.failing().report(), List.of());
        Path template = folder.resolve(NAME);
        String text = Files.readString(template);

        assertEquals(1, text.split("id: ", -1).length - 1, text);
        assertTrue(text.contains("id: GUIDE-002") || text.contains("id: \"GUIDE-002\""), text);
        assertThrows(IOException.class, () -> KnownFailures.read(template));
    }

    @Test
    void filledInItAcceptsTheFailure() throws IOException {
        SampleRun run = new SampleRun().whole().scenario("GUIDE-002", Ending.failed(new AssertionError("no")));
        new ReportFolder(folder).write(run.report(), List.of());
        Path template = folder.resolve(NAME);
        String filled = Files.readString(template)
                .replaceAll("(reason|link): \"\"", "$1: \"it is discussed\"")
                .replace("until: \"\"", "until: \"2027-01-31\"");

        assertEquals(
                0,
                run.known(KnownFailures.read(Files.writeString(template, filled)))
                        .report()
                        .verdict()
                        .exitCode());
    }

    @Test
    void whereNothingIsToBeAcceptedThereIsNone() throws IOException {
        ReportFolder target = new ReportFolder(folder);
        target.write(RichRun.failing().report(), List.of());
        target.write(RichRun.passing().report(), List.of());

        assertFalse(Files.exists(folder.resolve(NAME)));
    }
}
