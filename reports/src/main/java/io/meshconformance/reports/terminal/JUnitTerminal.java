package io.meshconformance.reports.terminal;

import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.writing.JUnitXml;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Nothing while the run goes on, then its JUnit XML and nothing else, for a program that reads standard output. */
public final class JUnitTerminal implements Terminal {

    private final PrintStream out;
    private final List<String> troubles = new ArrayList<>();

    /** Creates a terminal that prints to a stream. */
    public JUnitTerminal(PrintStream out) {
        this.out = out;
    }

    @Override
    public void scenarioEnded(ScenarioResult scenario) {
        // The XML is one document: it is printed whole at the end.
    }

    @Override
    public synchronized void runEnded(ConformanceReport report, Path page) {
        out.print(new String(JUnitXml.of(report), StandardCharsets.UTF_8));
        // Nothing may stand before an XML declaration; after the root element a comment may.
        troubles.forEach(sentence -> out.println("<!-- " + sentence.replaceAll("-(?=-)", "- ") + " -->"));
        out.flush();
    }

    @Override
    public synchronized void trouble(String sentence) {
        troubles.add(sentence);
    }
}
