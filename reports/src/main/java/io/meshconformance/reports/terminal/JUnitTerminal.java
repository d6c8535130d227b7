package io.meshconformance.reports.terminal;

import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.writing.JUnitXml;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Nothing while the run goes on, then its JUnit XML and nothing else, for a program that reads standard output. */
public final class JUnitTerminal implements Terminal {

    private final PrintStream out;

    /** Creates a terminal that prints to a stream. */
    public JUnitTerminal(PrintStream out) {
        this.out = out;
    }

    @Override
    public void scenarioEnded(ScenarioResult scenario) {
        // The XML is one document: it is printed whole at the end.
    }

    @Override
    public void runEnded(ConformanceReport report, Path page) {
        out.print(new String(JUnitXml.of(report), StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void trouble(String sentence) {
        out.println("<!-- " + sentence.replace("--", "- -") + " -->");
    }
}
