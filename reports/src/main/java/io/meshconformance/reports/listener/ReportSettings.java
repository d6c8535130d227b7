package io.meshconformance.reports.listener;

import io.meshconformance.reports.terminal.LiveLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;

/**
 * What a run is told about its report.
 *
 * @param directory folder of the finished report
 * @param format what the terminal shows
 * @param history file of the last runs
 * @param knownFailures file of the failures that are expected, which may be absent
 * @param live how a person is told what is waited for
 */
public record ReportSettings(Path directory, Format format, Path history, Path knownFailures, LiveLine.Mode live) {

    /** What the terminal shows. */
    public enum Format {
        /** Lines for people. */
        PLAIN,
        /** One JSON object a line. */
        JSON,
        /** Nothing while it runs, then JUnit's XML. */
        JUNIT
    }

    /**
     * Reads system properties {@code conformance.report.directory}, {@code .format}, {@code .live}, {@code .history} and
     * {@code conformance.known-failures}.
     *
     * @throws IllegalArgumentException where the format is none
     */
    public static ReportSettings of(Properties properties) {
        Path directory = Path.of(properties.getProperty("conformance.report.directory", "target/report"));
        String history = properties.getProperty("conformance.report.history");
        String known = properties.getProperty("conformance.known-failures");
        return new ReportSettings(
                directory,
                format(properties.getProperty("conformance.report.format", "plain")),
                history == null ? beside(directory, "conformance-history.jsonl") : Path.of(history),
                known == null ? nearest("ci/known-failures.yaml") : Path.of(known),
                live(properties.getProperty("conformance.report.live", "lines")));
    }

    private static Format format(String name) {
        return Arrays.stream(Format.values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("conformance.report.format is plain, json or junit, not " + name));
    }

    private static LiveLine.Mode live(String name) {
        return Arrays.stream(LiveLine.Mode.values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("conformance.report.live is line, lines or off, not " + name));
    }

    private static Path beside(Path directory, String name) {
        return directory.toAbsolutePath().normalize().resolveSibling(name);
    }

    /** Failsafe runs in the folder of a module, a person perhaps in the one above. */
    private static Path nearest(String path) {
        Path above = Path.of("..").resolve(path);
        return Files.exists(above) ? above : Path.of(path);
    }
}
