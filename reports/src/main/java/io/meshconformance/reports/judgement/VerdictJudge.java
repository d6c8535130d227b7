package io.meshconformance.reports.judgement;

import io.meshconformance.reports.model.Gate;
import io.meshconformance.reports.model.Profile;
import io.meshconformance.reports.model.ProfileStatus;
import io.meshconformance.reports.model.RequirementRow;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.Selection;
import io.meshconformance.reports.model.Verdict;
import io.meshconformance.reports.model.state.ProfileResult;
import io.meshconformance.reports.model.state.VerdictResult;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The verdict. Its exit code follows from it and its gates, so a reader of a stored report finds the same. */
final class VerdictJudge {

    private final Selection selection;
    private final boolean dirty;
    private final @Nullable String endedBy;

    VerdictJudge(Selection selection, boolean dirty, @Nullable String endedBy) {
        this.selection = selection;
        this.dirty = dirty;
        this.endedBy = endedBy;
    }

    Verdict judge(List<Gate> gates, List<Profile> profiles, List<ScenarioResult> scenarios, List<RequirementRow> rows) {
        Failures failures = Failures.among(scenarios);
        VerdictResult result = result(gates, profiles, scenarios, failures);
        return new Verdict(
                result,
                new VerdictHeading(selection, scenarios).of(result),
                new VerdictSentence(selection, gates, scenarios, rows, failures, dirty, endedBy).of(result),
                gates);
    }

    /**
     * First match: what cannot be trusted is invalid; a broken MUST is nonconformant; anything less than success, a run that was asked for some scenarios only, or a suite with
     * uncommitted changes, is partial.
     */
    private VerdictResult result(
            List<Gate> gates, List<Profile> profiles, List<ScenarioResult> scenarios, Failures failures) {
        if (scenarios.isEmpty()
                || gates.stream().anyMatch(gate -> !gate.passed() && Gates.TRUST.contains(gate.id()))
                || statuses(profiles).anyMatch(status -> status.result() == ProfileResult.INVALID)) {
            return VerdictResult.INVALID;
        }
        if (!failures.promises().isEmpty()) {
            return VerdictResult.NONCONFORMANT;
        }
        boolean partial = dirty
                || selection.some()
                || gates.stream().anyMatch(gate -> !gate.passed())
                || statuses(profiles).anyMatch(status -> status.result() != ProfileResult.SUCCESS);
        return partial ? VerdictResult.PARTIAL : VerdictResult.CONFORMANT;
    }

    private static Stream<ProfileStatus> statuses(List<Profile> profiles) {
        return profiles.stream()
                .flatMap(profile -> Stream.of(profile.core(), profile.extended()))
                .filter(Objects::nonNull);
    }
}
