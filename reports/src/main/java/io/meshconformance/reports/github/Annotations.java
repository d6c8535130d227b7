package io.meshconformance.reports.github;

import io.meshconformance.evidence.run.EnvironmentFailure;
import io.meshconformance.reports.judgement.Gates;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.Gate;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.state.Level;
import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.reports.page.FailureRow;
import io.meshconformance.reports.requirements.RequirementLines;
import io.meshconformance.reports.requirements.RequirementList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Errors beside the lines of the requirements: what broke the run, MUST first. There is one exactly where the exit code
 * is not zero, so a failure that is accepted is none.
 */
public final class Annotations {

    /** GitHub shows so many errors of one step and drops the others without a word. */
    static final int CAP = 10;

    /** Longer messages are cut: the whole text stands in the report. */
    private static final int MESSAGE = 1_000;

    /** Rules whose breach is told with the scenarios that broke them. */
    private static final Set<String> TOLD_BY_SCENARIO = Set.of("must-none-failed", "should-none-failed");

    private final ConformanceReport report;
    private final RequirementLines lines;

    private Annotations(ConformanceReport report, RequirementLines lines) {
        this.report = report;
        this.lines = lines;
    }

    /** The lines to print, ten at most. */
    public static List<String> of(ConformanceReport report) {
        return new Annotations(report, RequirementLines.load()).capped();
    }

    private List<String> capped() {
        List<WorkflowCommand> errors = errors();
        List<String> printed = new ArrayList<>();
        int shown = errors.size() <= CAP ? errors.size() : CAP - 1;
        errors.subList(0, shown).forEach(error -> printed.add(error.line()));
        if (shown < errors.size()) {
            int more = errors.size() - shown;
            printed.add(error(
                            Map.of("title", more + " more"),
                            "%d more: the summary of this step and the report have them all.".formatted(more))
                    .line());
        }
        return printed;
    }

    private List<WorkflowCommand> errors() {
        List<WorkflowCommand> errors = new ArrayList<>();
        List<Gate> broken =
                report.verdict().gates().stream().filter(gate -> !gate.passed()).toList();
        EnvironmentFailure failure = report.failure();
        broken.stream()
                .filter(gate -> Gates.TRUST.contains(gate.id()) || gate.id().equals(Gates.NO_SECRET))
                .forEach(gate -> errors.add(
                        failure != null && gate.id().equals(Gates.ENVIRONMENT) ? environment(failure) : rule(gate)));
        report.scenarios().stream()
                .filter(scenario -> scenario.result() == Outcome.FAILED && !scenario.failedAsKnown())
                .sorted(Comparator.comparing(ScenarioResult::level))
                .forEach(scenario -> errors.add(scenario(scenario)));
        broken.stream()
                .filter(gate -> !Gates.TRUST.contains(gate.id()) && !gate.id().equals(Gates.NO_SECRET))
                .filter(gate -> !TOLD_BY_SCENARIO.contains(gate.id()))
                .forEach(gate -> errors.add(rule(gate)));
        if (errors.isEmpty() && report.verdict().exitCode() != 0) {
            errors.add(error(Map.of("title", "Conformance"), report.verdict().summary()));
        }
        return errors;
    }

    private static WorkflowCommand environment(EnvironmentFailure failure) {
        return error(Map.of("title", "Environment broken"), failure.summary() + "\nCure: " + failure.cure());
    }

    private static WorkflowCommand rule(Gate gate) {
        return error(Map.of("title", gate.rule()), gate.message());
    }

    private WorkflowCommand scenario(ScenarioResult scenario) {
        Map<String, String> at = new LinkedHashMap<>();
        at.put("file", RequirementList.DOCUMENT);
        at.put("line", String.valueOf(lines.of(scenario.id())));
        String means = scenario.impact() == null ? "" : " " + scenario.impact();
        at.put("title", scenario.id() + (scenario.level() == Level.CORE ? " (MUST)" : " (SHOULD)") + means);
        List<FailureRow> rows = FailureRow.of(List.of(scenario));
        FailureRow first = rows.get(0);
        StringBuilder message = new StringBuilder(scenario.title()).append('\n');
        if (!first.check().isEmpty()) {
            message.append("Check: ").append(first.check()).append('\n');
        }
        if (!first.expected().isEmpty()) {
            message.append("Expected: ").append(first.expected()).append('\n');
        }
        message.append("Got: ").append(first.actual()).append('\n');
        if (!first.answeredBy().isEmpty()) {
            message.append("Answered by: ").append(first.answeredBy()).append('\n');
        }
        if (rows.size() > 1) {
            message.append(rows.size() - 1).append(" more of its checks failed.");
        }
        return error(at, message.toString().strip());
    }

    private static WorkflowCommand error(Map<String, String> properties, String message) {
        String shown = message.length() <= MESSAGE ? message : message.substring(0, MESSAGE - 1) + "…";
        return new WorkflowCommand("error", properties, shown);
    }
}
