package io.meshconformance.ci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where a bench keeps what it measured: the report of each run by its part and number, and {@code seconds.txt}, which has a
 * line for each with the seconds from the command to its end.
 *
 * @param path the folder
 */
record BenchFolder(Path path) {

    /** The report of a run. */
    static final String REPORT = "conformance-report.json";

    private static final String SECONDS = "seconds.txt";

    /** Makes it, without what an earlier bench left. */
    void empty() throws IOException {
        Files.createDirectories(path);
        try (Stream<Path> old = Files.list(path)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * Keeps what one run told and took.
     *
     * @param report the folder of its report
     */
    void keep(BenchPart part, int run, Path report, Duration took) throws IOException {
        String name = "%s-%04d.json".formatted(part.word(), run);
        Files.copy(report.resolve(REPORT), path.resolve(name));
        Files.write(
                path.resolve(SECONDS),
                List.of(String.format(Locale.ROOT, "%s %.3f", name, took.toMillis() / 1000.0)),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
