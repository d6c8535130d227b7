package io.meshconformance.reports.judgement;

import io.meshconformance.reports.model.Gate;
import io.meshconformance.reports.model.Level;
import io.meshconformance.reports.model.Outcome;
import io.meshconformance.reports.model.Profile;
import io.meshconformance.reports.model.ProfileResult;
import io.meshconformance.reports.model.ProfileStatus;
import io.meshconformance.reports.model.RequirementResult;
import io.meshconformance.reports.model.RequirementRow;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.Statistics;
import io.meshconformance.reports.model.Strength;
import io.meshconformance.reports.model.Verdict;
import io.meshconformance.reports.model.VerdictResult;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The verdict and its sentence. */
final class VerdictJudge {

    private static final Set<String> TRUST = Set.of("run-completed", "environment-sound", "events-complete");

    private final Features features;
    private final boolean dirty;

    VerdictJudge(Features features, boolean dirty) {
        this.features = features;
        this.dirty = dirty;
    }

    Verdict judge(List<Gate> gates, List<Profile> profiles, List<ScenarioResult> scenarios, List<RequirementRow> rows) {
        VerdictResult result = result(gates, profiles, scenarios);
        return new Verdict(result, sentence(result, gates, scenarios, rows), gates);
    }

    /**
     * First match: what cannot be trusted is invalid; a broken MUST, or a broken SHOULD whose feature is claimed, is
     * nonconformant; anything less than success, or a suite with uncommitted changes, is partial.
     */
    private VerdictResult result(List<Gate> gates, List<Profile> profiles, List<ScenarioResult> scenarios) {
        if (scenarios.isEmpty()
                || gates.stream().anyMatch(gate -> !gate.passed() && TRUST.contains(gate.id()))
                || statuses(profiles).anyMatch(status -> status.result() == ProfileResult.INVALID)) {
            return VerdictResult.INVALID;
        }
        if (scenarios.stream().anyMatch(scenario -> Gates.brokenPromise(scenario) || brokenClaim(scenario))) {
            return VerdictResult.NONCONFORMANT;
        }
        boolean partial = dirty
                || gates.stream().anyMatch(gate -> !gate.passed())
                || statuses(profiles).anyMatch(status -> status.result() != ProfileResult.SUCCESS)
                || scenarios.stream().anyMatch(this::skippedClaim);
        return partial ? VerdictResult.PARTIAL : VerdictResult.CONFORMANT;
    }

    private boolean brokenClaim(ScenarioResult scenario) {
        return scenario.level() == Level.EXTENDED
                && scenario.result() == Outcome.FAILED
                && !scenario.failedAsKnown()
                && scenario.features().stream().anyMatch(features.supported()::contains);
    }

    private boolean skippedClaim(ScenarioResult scenario) {
        return scenario.result() == Outcome.SKIPPED
                && scenario.features().stream().anyMatch(features.supported()::contains);
    }

    private static Stream<ProfileStatus> statuses(List<Profile> profiles) {
        return profiles.stream()
                .flatMap(profile -> Stream.of(profile.core(), profile.extended()))
                .filter(Objects::nonNull);
    }

    private String sentence(
            VerdictResult result, List<Gate> gates, List<ScenarioResult> scenarios, List<RequirementRow> rows) {
        Statistics counts =
                Statistics.of(scenarios.stream().map(ScenarioResult::result).toList());
        return switch (result) {
            case CONFORMANT ->
                "Conformant: all %s passed, and %s".formatted(number(counts.declared(), "scenario"), coverage(rows));
            case NONCONFORMANT ->
                "Not conformant: %s broke %s (%s); %s"
                        .formatted(
                                number(broken(scenarios).size(), "scenario"),
                                broken(scenarios).size() == 1 ? "its promise" : "their promises",
                                String.join(", ", broken(scenarios)),
                                coverage(rows));
            case PARTIAL ->
                "Conformant in part: %d of %s passed%s; %s"
                        .formatted(
                                counts.passed(),
                                number(counts.declared(), "scenario"),
                                why(gates, counts),
                                coverage(rows));
            case INVALID -> "Invalid: nothing is proved by this run. " + cause(gates, scenarios);
        };
    }

    private List<String> broken(List<ScenarioResult> scenarios) {
        return scenarios.stream()
                .filter(scenario -> Gates.brokenPromise(scenario) || brokenClaim(scenario))
                .map(ScenarioResult::id)
                .toList();
    }

    private String why(List<Gate> gates, Statistics counts) {
        StringBuilder why = new StringBuilder();
        if (counts.failed() > 0) {
            why.append(", ").append(counts.failed()).append(" failed as expected or only a SHOULD");
        }
        if (counts.skipped() + counts.unsupported() > 0) {
            why.append(", ").append(counts.skipped() + counts.unsupported()).append(" not judged");
        }
        if (gates.stream().anyMatch(gate -> gate.id().equals("known-failures-still-fail") && !gate.passed())) {
            why.append(", an expected failure did not fail");
        }
        return dirty ? why.append(", with uncommitted changes in the suite").toString() : why.toString();
    }

    private static String cause(List<Gate> gates, List<ScenarioResult> scenarios) {
        return gates.stream()
                .filter(gate -> !gate.passed() && TRUST.contains(gate.id()))
                .map(Gate::message)
                .findFirst()
                .orElse(scenarios.isEmpty() ? "No scenario was loaded." : "A scenario met a broken environment.");
    }

    private static String coverage(List<RequirementRow> rows) {
        long covered = rows.stream()
                .filter(row -> row.result() != RequirementResult.UNCOVERED)
                .count();
        long open = rows.stream()
                .filter(row -> row.result() == RequirementResult.UNCOVERED && row.strength() == Strength.MUST)
                .count();
        return open == 0
                ? "every MUST of the %d requirements is covered.".formatted(rows.size())
                : "%d of %d requirements are covered; %d MUST %s not."
                        .formatted(covered, rows.size(), open, open == 1 ? "is" : "are");
    }

    private static String number(int count, String noun) {
        return count == 1 ? "1 " + noun : count + " " + noun + "s";
    }
}
