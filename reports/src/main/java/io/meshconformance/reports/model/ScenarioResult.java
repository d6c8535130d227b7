package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One scenario: its path, its checks, its evidence.
 *
 * @param id its stable id
 * @param title what can be observed when the mesh conforms
 * @param profile area of requirements
 * @param level core or extended
 * @param features optional features it needs, sorted
 * @param requirements requirements it proves, sorted
 * @param result how it ended
 * @param reason why it was not judged, or did not get to its checks
 * @param startMs when it started, in milliseconds from the start of the run; zero where it never did
 * @param durationMs how long it took, in milliseconds
 * @param attempts how often it was run
 * @param delta since the last run that judged it
 * @param namespace its namespace
 * @param hosts its hosts
 * @param applyMs applying its manifests until ready, in milliseconds
 * @param hops the path that tells most: of the first check that failed, or of the last that shows a refusal, or of the last
 * @param checks in the order they ran
 * @param policies in force
 * @param manifests applied
 * @param screenshots pictures
 * @param plays its plays, where it was played several times; empty where once
 * @param debug the state of the cluster when it failed for the first time, null where it did not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScenarioResult(
        String id,
        String title,
        String profile,
        Level level,
        List<String> features,
        List<String> requirements,
        Outcome result,
        @Nullable String reason,
        long startMs,
        long durationMs,
        int attempts,
        Delta delta,
        String namespace,
        List<String> hosts,
        long applyMs,
        List<Hop> hops,
        List<CheckResult> checks,
        List<Policy> policies,
        List<Manifest> manifests,
        List<Screenshot> screenshots,
        List<Play> plays,
        @Nullable DebugBundle debug) {

    /** Reads what is absent as empty. */
    public ScenarioResult {
        id = Absent.text(id);
        title = Absent.text(title);
        profile = Absent.text(profile);
        features = Absent.list(features);
        requirements = Absent.list(requirements);
        namespace = Absent.text(namespace);
        hosts = Absent.list(hosts);
        hops = Absent.list(hops);
        checks = Absent.list(checks);
        policies = Absent.list(policies);
        manifests = Absent.list(manifests);
        screenshots = Absent.list(screenshots);
        plays = Absent.list(plays);
    }

    /** How many checks failed that only warn. */
    public long warnings() {
        return checks.stream()
                .filter(check -> check.severity() == Severity.WARNING && check.result() == Outcome.FAILED)
                .count();
    }

    /** True where it passed only at a further attempt. */
    public boolean flaky() {
        return attempts > 1 && result == Outcome.PASSED;
    }

    /** True where it failed by nothing but checks, and every one of them was expected to, in every play that failed. */
    public boolean failedAsKnown() {
        return result == Outcome.FAILED
                && checks.stream().noneMatch(CheckResult::unexpectedFailure)
                && (plays.isEmpty()
                        ? failedAsKnown(reason, checks)
                        : plays.stream()
                                .filter(play -> play.result() == Outcome.FAILED)
                                .allMatch(play -> failedAsKnown(play.reason(), checksOf(play))));
    }

    private static boolean failedAsKnown(@Nullable String reason, List<CheckResult> checks) {
        return reason == null && checks.stream().anyMatch(check -> check.knownFailure() != null);
    }

    /** True where it failed and nobody accepted that: it fails the run. */
    public boolean failedUnexpectedly() {
        return result == Outcome.FAILED && !failedAsKnown();
    }

    /** The checks of one of its plays. */
    public List<CheckResult> checksOf(Play play) {
        return checks.stream()
                .filter(check -> Objects.equals(check.play(), play.number()))
                .toList();
    }
}
