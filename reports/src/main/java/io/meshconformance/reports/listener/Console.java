package io.meshconformance.reports.listener;

import java.io.PrintStream;
import java.util.Map;

/**
 * Where a run is told.
 *
 * @param out standard output
 * @param environment variables of the process, by which a build server says that it is one
 */
record Console(PrintStream out, Map<String, String> environment) {

    /** That of this process. */
    static Console own() {
        return new Console(System.out, System.getenv());
    }
}
