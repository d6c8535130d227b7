package io.meshconformance.reports.page;

import io.meshconformance.evidence.PathHop;
import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.words.AnswerWords;
import io.meshconformance.reports.words.HopWords;
import java.util.List;
import java.util.stream.Stream;

/**
 * A path as the page shows it.
 *
 * @param title whose path it is
 * @param hops the hops
 * @param unknown whether an answer came whose hop could not be told
 */
public record HopPath(String title, List<HopWords> hops, boolean unknown) {

    /** The path at the head of a scenario: that of one of its checks. */
    public static HopPath of(ScenarioResult scenario) {
        return of(
                "Path of " + scenario.id(),
                scenario.hops(),
                scenario.checks().stream().filter(check -> check.hops().equals(scenario.hops())));
    }

    /** The path of a check. */
    public static HopPath of(ScenarioResult scenario, CheckResult check) {
        return of("Path of " + scenario.id() + ", check " + check.name(), check.hops(), Stream.of(check));
    }

    private static HopPath of(String title, List<PathHop> hops, Stream<CheckResult> checks) {
        boolean unknown = checks.flatMap(check -> check.exchanges().stream()).anyMatch(AnswerWords::isUnknown);
        return new HopPath(title, hops.stream().map(HopWords::of).toList(), unknown);
    }

    /** What is said where no hop answers, such as of a connection that was cut off; empty where one does. */
    public String silence() {
        if (hops.stream().anyMatch(HopWords::answered)) {
            return "";
        }
        return unknown ? "which hop answered is not known" : "no hop answered";
    }
}
