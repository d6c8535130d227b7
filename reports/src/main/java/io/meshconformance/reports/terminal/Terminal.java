package io.meshconformance.reports.terminal;

import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.ScenarioResult;
import java.nio.file.Path;

/** Where a run is told as it goes. */
public interface Terminal {

    /** A scenario ended. */
    void scenarioEnded(ScenarioResult scenario);

    /** The run ended; the page lies at the path. */
    void runEnded(ConformanceReport report, Path page);

    /** Something about the report itself went wrong. */
    void trouble(String sentence);
}
