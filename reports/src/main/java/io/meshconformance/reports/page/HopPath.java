package io.meshconformance.reports.page;

import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.Hop;
import io.meshconformance.reports.model.ScenarioResult;
import java.util.List;

/**
 * A path as the page shows it.
 *
 * @param title whose path it is
 * @param hops the hops
 * @param unknown whether an answer came whose hop could not be told
 */
public record HopPath(String title, List<Hop> hops, boolean unknown) {

    /** The path at the head of a scenario: that of one of its checks. */
    public static HopPath of(ScenarioResult scenario) {
        boolean unknown = scenario.checks().stream()
                .filter(check -> check.hops().equals(scenario.hops()))
                .anyMatch(HopPath::unknown);
        return new HopPath("Path of " + scenario.id(), scenario.hops(), unknown);
    }

    /** The path of a check. */
    public static HopPath of(ScenarioResult scenario, CheckResult check) {
        return new HopPath("Path of " + scenario.id() + ", check " + check.name(), check.hops(), unknown(check));
    }

    private static boolean unknown(CheckResult check) {
        return check.exchanges().stream()
                .anyMatch(exchange -> exchange.answeredBy().contains("unknown"));
    }

    /** What is said where no hop answers, such as of a connection that was cut off; empty where one does. */
    public String silence() {
        if (hops.stream().anyMatch(Hop::answers)) {
            return "";
        }
        return unknown ? "which hop answered is not known" : "nobody answered";
    }
}
