package io.meshconformance.run;

import java.nio.file.Path;

/**
 * What a run is told about its report.
 *
 * @param directory folder of the finished report
 * @param format what standard output shows
 * @param history file of the last runs
 * @param knownFailures file of the failures that are expected, which may be absent
 * @param live how a person is told what is waited for
 */
public record ReportSettings(Path directory, Format format, Path history, Path knownFailures, Live live) {

    /** What standard output shows. */
    public enum Format {
        /** Lines for people. */
        PLAIN,
        /** One JSON object a line. */
        JSON,
        /** Nothing while it runs, then JUnit's XML. */
        JUNIT
    }

    /** How a person is told what is waited for. */
    public enum Live {
        /** Every second, each line in the place of the last: for a terminal. */
        LINE,
        /** Every half minute, one line below the other. */
        LINES,
        /** Not at all. */
        OFF
    }
}
