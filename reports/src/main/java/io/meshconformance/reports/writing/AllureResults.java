package io.meshconformance.reports.writing;

import io.meshconformance.evidence.ExpectationEvidence;
import io.meshconformance.reports.format.Documents;
import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.state.Level;
import io.meshconformance.reports.model.state.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The report as Allure results (https://allurereport.org/docs/how-it-works-test-result-file): a test a check, what
 * it expected in vain as steps. The evidence itself stands in the report alone. Ids are made from what they name, so that
 * Allure finds a check's history again.
 */
public final class AllureResults {

    /** Folder below the report's own. */
    static final String FOLDER = "allure-results/";

    private final long start;
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private AllureResults(ConformanceReport report) {
        this.start = Instant.parse(report.run().started()).toEpochMilli();
    }

    /** The files by name below the folder of the report. */
    public static Map<String, byte[]> of(ConformanceReport report) {
        AllureResults results = new AllureResults(report);
        report.scenarios().forEach(results::scenario);
        String parts = report.subject().components().stream()
                .map(part -> part.name() + "=" + part.version() + (part.reference() ? " (reference)" : ""))
                .collect(Collectors.joining("\n", "run=" + report.run().id() + "\n", "\n"));
        results.files.put(FOLDER + "environment.properties", parts.getBytes(StandardCharsets.ISO_8859_1));
        return results.files;
    }

    private void scenario(ScenarioResult scenario) {
        if (scenario.checks().isEmpty()) {
            String reason = Objects.requireNonNullElse(scenario.reason(), "");
            Map<String, Object> details = details(reason, false, scenario.result());
            long[] time = {scenario.startMs(), scenario.durationMs()};
            result(scenario, "itself", scenario.title(), time, scenario.result(), details, List.of());
        }
        for (CheckResult check : scenario.checks()) {
            Map<String, Object> details = details(message(check), check.knownFailure() != null, check.result());
            long[] time = {check.startMs(), check.durationMs()};
            result(scenario, check.name(), check.title(), time, check.result(), details, steps(check));
        }
    }

    private static Map<String, Object> details(String message, boolean known, Outcome outcome) {
        return Map.of("message", message, "known", known, "flaky", outcome == Outcome.UNSTABLE);
    }

    private static String message(CheckResult check) {
        return check.failure() == null
                ? Objects.requireNonNullElse(check.reason(), "")
                : check.failure().message();
    }

    private void result(
            ScenarioResult scenario,
            String check,
            String name,
            long[] time,
            Outcome outcome,
            Map<String, Object> details,
            List<Map<String, Object>> steps) {
        String id = scenario.id() + "." + check;
        String uuid =
                UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
        Map<String, Object> result = step(scenario.id() + " " + name, status(outcome));
        result.put("uuid", uuid);
        result.put("historyId", uuid);
        result.put("testCaseId", uuid);
        result.put("fullName", id);
        result.put("labels", labels(scenario));
        result.put("statusDetails", details);
        result.put("start", start + time[0]);
        result.put("stop", start + time[0] + time[1]);
        result.put("steps", steps);
        files.put(FOLDER + uuid + "-result.json", Documents.bytes(() -> Documents.JSON.writeValueAsBytes(result)));
    }

    private static List<Map<String, Object>> steps(CheckResult check) {
        return check.missed().stream().map(AllureResults::step).toList();
    }

    private static Map<String, Object> step(ExpectationEvidence expectation) {
        String name = "%s: expected %s, came %s"
                .formatted(expectation.subject(), expectation.expected(), expectation.actual());
        return step(name, "failed");
    }

    private static Map<String, Object> step(String name, String status) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("name", name);
        step.put("status", status);
        step.put("stage", "finished");
        return step;
    }

    private static List<Map<String, String>> labels(ScenarioResult scenario) {
        return List.of(
                label("parentSuite", scenario.profile()),
                label("suite", scenario.id() + " " + scenario.title()),
                label("epic", scenario.profile()),
                label("story", scenario.id()),
                label("severity", scenario.level() == Level.CORE ? "critical" : "normal"));
    }

    private static Map<String, String> label(String name, String value) {
        return Map.of("name", name, "value", value);
    }

    private static String status(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "passed";
            case FAILED, UNSTABLE -> "failed";
            case SKIPPED, UNSUPPORTED -> "skipped";
            case ERROR -> "broken";
        };
    }
}
