package io.meshconformance.reports.writing;

import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.Gate;
import io.meshconformance.reports.model.ScenarioResult;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A test suite as build servers know it: one a scenario, and one of the rules that the run itself must pass.
 *
 * @param name its name
 * @param timestamp when it began, in UTC and without a zone, as Ant has written it since there was such a file
 * @param millis how long it took, in milliseconds
 * @param cases its test cases
 */
record JUnitSuite(String name, String timestamp, long millis, List<JUnitCase> cases) {

    private static final DateTimeFormatter ANT = DateTimeFormatter.ISO_LOCAL_DATE_TIME.withZone(ZoneOffset.UTC);

    /** The suites of a report: the run first. */
    static List<JUnitSuite> of(ConformanceReport report) {
        List<JUnitSuite> suites = new ArrayList<>();
        suites.add(new JUnitSuite("the run", at(report, 0), 0, rules(report)));
        for (ScenarioResult scenario : report.scenarios()) {
            suites.add(new JUnitSuite(
                    scenario.id() + " " + scenario.title(),
                    at(report, scenario.startMs()),
                    scenario.durationMs(),
                    cases(scenario)));
        }
        return suites;
    }

    private static List<JUnitCase> rules(ConformanceReport report) {
        List<Gate> gates = new ArrayList<>(report.verdict().gates());
        boolean some = !report.scenarios().isEmpty();
        gates.add(new Gate(
                "scenarios-loaded",
                "A scenario is loaded.",
                some,
                report.verdict().summary()));
        return gates.stream().filter(JUnitCase::isCase).map(JUnitCase::of).toList();
    }

    private static List<JUnitCase> cases(ScenarioResult scenario) {
        List<JUnitCase> cases = new ArrayList<>();
        boolean failedItself = scenario.reason() != null && scenario.failedUnexpectedly();
        if (scenario.checks().isEmpty() || failedItself) {
            cases.add(JUnitCase.whole(scenario));
        }
        scenario.checks().forEach(check -> cases.add(JUnitCase.of(scenario, check)));
        return cases;
    }

    private static String at(ConformanceReport report, long millis) {
        String started = report.run().started();
        return started.isEmpty()
                ? ""
                : ANT.format(Instant.parse(started).plusMillis(millis).truncatedTo(ChronoUnit.SECONDS));
    }

    /** How many of its test cases ended so. */
    long count(JUnitCase.End end) {
        return cases.stream().filter(test -> test.end() == end).count();
    }
}
