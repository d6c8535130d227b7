package io.meshconformance.reports.terminal;

import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.requirements.RequirementList;
import io.meshconformance.run.ReportSettings;
import java.io.PrintStream;
import java.nio.file.Path;

/** Where a run is told as it goes. */
public interface Terminal {

    /**
     * A terminal that tells in a format.
     *
     * @param out where it prints
     * @param requirements the promises, which people are told by their ids
     */
    static Terminal of(ReportSettings.Format format, PrintStream out, RequirementList requirements) {
        return switch (format) {
            case PLAIN -> new PlainTerminal(out, requirements);
            case JSON -> new JsonTerminal(out);
            case JUNIT -> new JUnitTerminal(out);
        };
    }

    /** The first check of the run failed, and is not accepted; its scenario goes on. A program hears of it at its end. */
    default void firstRed(ScenarioResult scenario, CheckResult check) {}

    /** So many scenarios failed, and are now played once more. */
    default void secondPass(int scenarios) {}

    /** A scenario ended; one that failed and was played once more ends twice. */
    void scenarioEnded(ScenarioResult scenario);

    /** The run ended; the page lies at the path. */
    void runEnded(ConformanceReport report, Path page);

    /** Something about the report itself went wrong. */
    void trouble(String sentence);
}
