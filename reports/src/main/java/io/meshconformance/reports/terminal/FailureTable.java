package io.meshconformance.reports.terminal;

import io.meshconformance.evidence.ExpectationEvidence;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.reports.words.AnswerWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** What failed, as a table for a terminal: requirement, hop, expected, actual. */
final class FailureTable {

    private static final int CELL = 60;
    private static final int LAST_CELL = 200;

    private FailureTable() {}

    /** The table with an empty line before it; empty where nothing failed. */
    static String of(ConformanceReport report) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"requirement", "means", "result", "hop", "expected", "actual"});
        if (report.failure() == null) {
            broken(rows, report.scenarios());
        }
        List<ScenarioResult> failed = report.scenarios().stream()
                .filter(scenario -> scenario.result() == Outcome.FAILED || scenario.result() == Outcome.UNSTABLE)
                .toList();
        for (ScenarioResult scenario : failed) {
            List<ExpectationEvidence> missed = scenario.judgedChecks().stream()
                    .flatMap(check -> check.missed().stream())
                    .toList();
            if (missed.isEmpty()) {
                rows.add(row(scenario.id(), means(scenario), result(scenario), "", "", reason(scenario)));
            }
            missed.forEach(expectation -> rows.add(row(
                    scenario.id(),
                    means(scenario),
                    result(scenario),
                    AnswerWords.answeredBy(expectation),
                    expectation.expected(),
                    expectation.actual())));
        }
        return rows.size() == 1 ? "" : text(rows);
    }

    /** What met the same broken environment stands in one row. */
    private static void broken(List<String[]> rows, List<ScenarioResult> scenarios) {
        scenarios.stream()
                .filter(scenario -> scenario.result() == Outcome.ERROR)
                .collect(Collectors.groupingBy(FailureTable::reason, LinkedHashMap::new, Collectors.toList()))
                .forEach((reason, same) -> rows.add(row(
                        same.get(0).id() + (same.size() == 1 ? "" : " and " + (same.size() - 1) + " more"),
                        "",
                        Outcome.ERROR.word(),
                        "",
                        "",
                        reason)));
    }

    /** Long cells are cut: the whole answer was told when its scenario ended, and stands in the report. */
    private static String text(List<String[]> rows) {
        StringBuilder text = new StringBuilder();
        int last = rows.get(0).length - 1;
        int[] widths = new int[last];
        for (String[] row : rows) {
            Arrays.setAll(row, i -> cut(row[i], i == last ? LAST_CELL : CELL));
            Arrays.setAll(widths, i -> Math.max(widths[i], row[i].length()));
        }
        for (String[] row : rows) {
            text.append('\n');
            for (int i = 0; i < last; i++) {
                text.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
            }
            text.append(row[last]);
        }
        return text.append('\n').toString();
    }

    private static String cut(String cell, int length) {
        return cell.length() <= length ? cell : cell.substring(0, length - 1) + "…";
    }

    private static String means(ScenarioResult scenario) {
        return scenario.impact() == null ? "" : scenario.impact().toString();
    }

    private static String result(ScenarioResult scenario) {
        return scenario.result().word() + (scenario.unconfirmed().isPresent() ? ", not confirmed" : "");
    }

    private static String reason(ScenarioResult scenario) {
        if (scenario.reason() != null) {
            return scenario.reason();
        }
        return scenario.checks().stream()
                .filter(check -> check.failure() != null)
                .map(check -> check.failure().message())
                .findFirst()
                .orElse("");
    }

    private static String[] row(String id, String means, String result, String hop, String expected, String actual) {
        return new String[] {id, means, result, hop, oneLine(expected), oneLine(actual)};
    }

    private static String oneLine(String value) {
        return value.replaceAll("\\s+", " ");
    }
}
