package io.meshconformance.reports.writing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reports.sample.LargeRun;
import io.meshconformance.reports.sample.RichRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {

    /** A folder that is kept every night stays below this, in bytes. */
    private static final long LIMIT = 50_000_000;

    @TempDir
    Path folder;

    @Test
    void holdsWhatPeopleAndProgramsRead() throws IOException {
        ReportFolder written = new ReportFolder(folder);
        written.write(RichRun.failing().report(), List.of());

        for (String name : new String[] {
            "index.html",
            "conformance-report.yaml",
            "conformance-report.json",
            "conformance-junit.xml",
            "summary.md",
            "open-test-report.xml",
            "allure-results/environment.properties"
        }) {
            assertTrue(Files.exists(folder.resolve(name)), name);
        }
    }

    @Test
    void ofFourHundredDenseScenariosStaysBelowFiftyMegabytes() throws IOException {
        ReportFolder written = new ReportFolder(folder);
        written.write(LargeRun.ofWhichFailed(40).report(), List.of());

        long bytes = sizes().values().stream().mapToLong(Long::longValue).sum();
        System.out.printf("400 scenarios: folder %d kB in %d files%n", bytes / 1000, sizes().size());
        assertTrue(bytes <= LIMIT, bytes + " bytes");
        assertTrue(sizes().containsKey("conformance-report.yaml"));
        assertTrue(sizes().containsKey("evidence/POL-399.html"));
    }

    @Test
    void theSameReportGivesTheSameFiles() throws IOException {
        new ReportFolder(folder.resolve("one")).write(RichRun.failing().report(), List.of());
        new ReportFolder(folder.resolve("two")).write(RichRun.failing().report(), List.of());

        try (Stream<Path> files = Files.walk(folder.resolve("one"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path other = folder.resolve("two").resolve(folder.resolve("one").relativize(file));
                assertEquals(-1, Files.mismatch(file, other), file.toString());
            }
        }
        assertFalse(sizes().isEmpty());
    }

    private Map<String, Long> sizes() throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> sizes.put(folder.relativize(file).toString(), size(file)));
        }
        return sizes;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
