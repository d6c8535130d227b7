package io.meshconformance.reports.model;

import io.meshconformance.evidence.CheckEvidence;
import io.meshconformance.evidence.PathHop;
import io.meshconformance.evidence.ScenarioEvidence.AppliedManifest;
import io.meshconformance.reports.model.state.Delta;
import io.meshconformance.reports.model.state.Level;
import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.run.Impact;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One scenario: its path, its checks, its evidence.
 *
 * @param id its stable id: that of the requirement it proves
 * @param title what can be observed when the mesh conforms
 * @param profile area of requirements
 * @param level core or extended
 * @param impact what its failure means to the people behind the proxy, null where no list has it
 * @param result how it ended
 * @param reason why it was not judged, or did not get to its checks
 * @param startMs when it started, in milliseconds from the start of the run; zero where it never did
 * @param durationMs how long it took, in milliseconds
 * @param delta since the last run that judged it
 * @param namespace its namespace
 * @param follows the id of the scenario that played there before; empty where none did
 * @param hosts its hosts
 * @param applyMs applying its manifests until ready, in milliseconds
 * @param hops the path that tells most: of the first check that failed, or of the last that shows a refusal, or of the last
 * @param checks in the order in which they stand in the source, whatever order they ran in
 * @param manifests applied
 * @param screenshots pictures
 * @param plays its plays, where it was played several times; empty where once
 * @param debug the state of the cluster when it failed for the first time, null where it did not
 */
public record ScenarioResult(
        String id,
        String title,
        String profile,
        Level level,
        @Nullable Impact impact,
        Outcome result,
        @Nullable String reason,
        long startMs,
        long durationMs,
        Delta delta,
        String namespace,
        String follows,
        List<String> hosts,
        long applyMs,
        List<PathHop> hops,
        List<CheckResult> checks,
        List<AppliedManifest> manifests,
        List<Screenshot> screenshots,
        List<Play> plays,
        @Nullable DebugBundle debug) {

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

    /** True where it failed and is not accepted: it fails the run. */
    public boolean failedUnexpectedly() {
        return result == Outcome.FAILED && !failedAsKnown();
    }

    /** The play by which its failure was to be confirmed; empty where there was none. */
    public Optional<Play> confirmation() {
        return plays.stream().filter(Play::confirming).findFirst();
    }

    /** Why its failure is not confirmed; empty where it is, or no second play was to confirm it. */
    public Optional<String> unconfirmed() {
        return confirmation()
                .filter(play -> result == Outcome.FAILED && play.result() != Outcome.FAILED)
                .map(play -> Objects.requireNonNullElse(play.reason(), ""));
    }

    /** The checks that it is judged by; those of the play that was to confirm a failure stand beside them. */
    public List<CheckResult> judgedChecks() {
        List<CheckResult> beside = confirmation().map(this::checksOf).orElse(List.of());
        return checks.stream().filter(check -> !beside.contains(check)).toList();
    }

    /** Where the time of its checks went, of those of which it is known. */
    public Stream<CheckEvidence.Timings> timings() {
        return checks.stream().map(CheckResult::timings).filter(Objects::nonNull);
    }

    /** The checks of one of its plays. */
    public List<CheckResult> checksOf(Play play) {
        return checks.stream()
                .filter(check -> Objects.equals(check.play(), play.number()))
                .toList();
    }
}
