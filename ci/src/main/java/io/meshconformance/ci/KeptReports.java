package io.meshconformance.ci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where the reports of several runs are kept.
 *
 * @param path the folder
 */
record KeptReports(Path path) {

    /** The report of a run. */
    static final String REPORT = "conformance-report.json";

    /** Makes it, without what was kept before. */
    void empty() throws IOException {
        Files.createDirectories(path);
        try (Stream<Path> old = Files.list(path)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * Keeps the report of one run.
     *
     * @param kind what was run
     * @param run which time, from 1
     * @param report the folder of its report
     * @return where it is kept
     */
    Path keep(String kind, int run, Path report) throws IOException {
        return Files.copy(report.resolve(REPORT), path.resolve("%s-%04d.json".formatted(kind, run)));
    }
}
