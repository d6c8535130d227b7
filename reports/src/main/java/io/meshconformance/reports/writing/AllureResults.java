package io.meshconformance.reports.writing;

import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.Component;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.Level;
import io.meshconformance.reports.model.RequirementRow;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.Screenshot;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The report as Allure results: a test a check, its expectations and exchanges as steps, its evidence and pictures as
 * attachments. Made from the redacted model alone, with ids made from what they name, so that the same report gives the
 * same files and Allure finds a check's history again.
 */
public final class AllureResults {

    /** Folder below the report's own. */
    static final String FOLDER = "allure-results/";

    private final ConformanceReport report;
    private final Map<String, RequirementRow> requirements;
    private final long start;
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private AllureResults(ConformanceReport report) {
        this.report = report;
        this.requirements = report.requirements().stream()
                .collect(Collectors.toMap(RequirementRow::id, row -> row, (first, second) -> first));
        this.start = Instant.parse(report.run().started()).toEpochMilli();
    }

    /** The files by name below the folder of the report. */
    public static Map<String, byte[]> of(ConformanceReport report) {
        AllureResults results = new AllureResults(report);
        report.scenarios().forEach(results::scenario);
        results.environment();
        return results.files;
    }

    private void scenario(ScenarioResult scenario) {
        boolean first = true;
        for (CheckResult check : scenario.checks()) {
            TestResult result = test(scenario, check.name(), check.title(), check.startMs(), check.durationMs())
                    .setStatus(AllureSteps.status(check.result()))
                    .setStatusDetails(AllureSteps.details(scenario, check))
                    .setSteps(AllureSteps.of(check));
            result.getAttachments()
                    .add(attached(result.getUuid(), "evidence", "json", "application/json", AllureJson.bytes(check)));
            if (first) {
                pictures(scenario, result);
            }
            first = false;
            put(result);
        }
        if (first) {
            put(test(scenario, "itself", scenario.title(), scenario.startMs(), scenario.durationMs())
                    .setStatus(AllureSteps.status(scenario.result()))
                    .setStatusDetails(
                            new StatusDetails().setMessage(Objects.requireNonNullElse(scenario.reason(), ""))));
        }
    }

    private TestResult test(ScenarioResult scenario, String check, String name, long startMs, long millis) {
        String id = scenario.id() + "." + check;
        return new TestResult()
                .setUuid(uuid(id))
                .setHistoryId(uuid(id))
                .setTestCaseId(uuid(id))
                .setFullName(id)
                .setName(scenario.id() + " " + name)
                .setDescription(promise(scenario))
                .setLabels(labels(scenario))
                .setStage(Stage.FINISHED)
                .setStart(start + startMs)
                .setStop(start + startMs + millis)
                .setSteps(new ArrayList<>())
                .setAttachments(new ArrayList<>());
    }

    private String promise(ScenarioResult scenario) {
        return scenario.requirements().stream()
                .map(requirements::get)
                .filter(Objects::nonNull)
                .map(row -> row.id() + " " + row.strength() + ": " + row.statement())
                .collect(Collectors.joining("\n\n"));
    }

    private static List<Label> labels(ScenarioResult scenario) {
        List<Label> labels = new ArrayList<>(List.of(
                label("parentSuite", scenario.profile()),
                label("suite", scenario.id() + " " + scenario.title()),
                label("epic", scenario.profile()),
                label("severity", scenario.level() == Level.CORE ? "critical" : "normal")));
        scenario.requirements().forEach(id -> labels.add(label("story", id)));
        scenario.features().forEach(feature -> labels.add(label("tag", feature)));
        return labels;
    }

    private static Label label(String name, String value) {
        return new Label().setName(name).setValue(value);
    }

    private void pictures(ScenarioResult scenario, TestResult result) {
        for (Screenshot picture : scenario.screenshots()) {
            if (picture.inline() != null) {
                byte[] bytes = Base64.getDecoder().decode(picture.inline());
                result.getAttachments()
                        .add(attached(result.getUuid(), picture.name(), "png", picture.mediaType(), bytes));
            } else if (!picture.withheld()) {
                result.getAttachments()
                        .add(new Attachment()
                                .setName(picture.name())
                                .setType(picture.mediaType())
                                .setSource("../" + picture.path()));
            }
        }
    }

    private Attachment attached(String test, String name, String kind, String mediaType, byte[] bytes) {
        String source = uuid(test + " " + name) + "-attachment." + kind;
        files.put(FOLDER + source, bytes);
        return new Attachment()
                .setName(name)
                .setType(mediaType)
                .setSource(source)
                .setSize((long) bytes.length);
    }

    private void put(TestResult result) {
        files.put(FOLDER + result.getUuid() + "-result.json", AllureJson.bytes(result));
    }

    private void environment() {
        String lines = report.subject().components().stream()
                .map(AllureResults::line)
                .collect(Collectors.joining("\n", "run=" + report.run().id() + "\n", "\n"));
        files.put(FOLDER + "environment.properties", lines.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String line(Component component) {
        return component.name() + "=" + component.version() + (component.reference() ? " (reference)" : "");
    }

    private static String uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
