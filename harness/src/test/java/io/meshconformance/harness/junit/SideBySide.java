package io.meshconformance.harness.junit;

import java.util.Map;

/** The parameters by which JUnit plays four scenarios side by side, as {@code junit-platform.properties} has them. */
final class SideBySide {

    static final Map<String, String> PARAMETERS = Map.of(
            RunPlan.PARALLEL,
            "true",
            "junit.jupiter.execution.parallel.mode.default",
            "concurrent",
            "junit.jupiter.execution.parallel.config.strategy",
            "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism",
            "4",
            "junit.jupiter.execution.parallel.config.executor-service",
            "worker_thread_pool");

    private SideBySide() {}
}
