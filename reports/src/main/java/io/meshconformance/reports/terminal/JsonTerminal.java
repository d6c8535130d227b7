package io.meshconformance.reports.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.meshconformance.reports.format.Documents;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.ScenarioResult;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** One JSON object a line, told apart by {@code event}: scenario, run, trouble. */
public final class JsonTerminal implements Terminal {

    private final PrintStream out;

    /** Creates a terminal that prints to a stream. */
    public JsonTerminal(PrintStream out) {
        this.out = out;
    }

    @Override
    public void scenarioEnded(ScenarioResult scenario) {
        Map<String, Object> line = line("scenario");
        line.put("id", scenario.id());
        line.put("result", scenario.result());
        line.put("durationMs", scenario.durationMs());
        line.put("title", scenario.title());
        line.put("delta", scenario.delta());
        if (scenario.reason() != null) {
            line.put("reason", scenario.reason());
        }
        line.put(
                "missed",
                scenario.checks().stream()
                        .flatMap(check -> check.missed().stream())
                        .toList());
        print(line);
    }

    @Override
    public void runEnded(ConformanceReport report, Path page) {
        Map<String, Object> line = line("run");
        line.put("id", report.run().id());
        line.put("verdict", report.verdict());
        line.put("exitCode", report.verdict().exitCode());
        line.put("statistics", report.statistics());
        line.put("boot", report.boot());
        line.put("page", page.toAbsolutePath().normalize().toString());
        print(line);
    }

    @Override
    public void trouble(String sentence) {
        Map<String, Object> line = line("trouble");
        line.put("message", sentence);
        print(line);
    }

    private static Map<String, Object> line(String event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", event);
        return line;
    }

    private void print(Map<String, Object> line) {
        try {
            out.println(Documents.JSON
                    .writer()
                    .without(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .writeValueAsString(line));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line in memory always serializes", e);
        }
    }
}
