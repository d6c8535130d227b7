package io.meshconformance.reports.judgement;

import io.meshconformance.reports.model.RequirementRow;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.reports.model.state.RequirementResult;
import io.meshconformance.reports.requirements.RequirementList;
import io.meshconformance.reports.requirements.RequirementList.Requirement;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What a run says about each requirement; every one of them appears once, covered or not. */
final class RequirementJudge {

    private final RequirementList requirements;

    RequirementJudge(RequirementList requirements) {
        this.requirements = requirements;
    }

    List<RequirementRow> judge(Collection<ScenarioResult> scenarios) {
        return requirements.requirements().stream()
                .map(requirement -> row(requirement, scenarios))
                .toList();
    }

    private static RequirementRow row(Requirement requirement, Collection<ScenarioResult> scenarios) {
        List<ScenarioResult> proofs = scenarios.stream()
                .filter(scenario -> scenario.id().equals(requirement.id()))
                .toList();
        return new RequirementRow(
                requirement.id(),
                requirement.strength(),
                requirement.impact(),
                requirement.guards(),
                requirement.sources(),
                Objects.requireNonNullElse(requirement.section(), ""),
                Objects.requireNonNullElse(requirement.quote(), ""),
                requirement.statement(),
                result(proofs),
                proofs.stream().map(ScenarioResult::id).sorted().toList());
    }

    private static RequirementResult result(List<ScenarioResult> proofs) {
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        proofs.forEach(scenario -> outcomes.add(scenario.result()));
        if (outcomes.isEmpty()) {
            return RequirementResult.UNCOVERED;
        }
        if (outcomes.contains(Outcome.FAILED)) {
            return RequirementResult.FAILED;
        }
        if (outcomes.contains(Outcome.ERROR)) {
            return RequirementResult.ERROR;
        }
        if (outcomes.contains(Outcome.UNSTABLE)) {
            return RequirementResult.UNSTABLE;
        }
        if (outcomes.size() > 1) {
            return RequirementResult.PARTIAL;
        }
        if (outcomes.contains(Outcome.UNSUPPORTED)) {
            return RequirementResult.UNSUPPORTED;
        }
        return outcomes.contains(Outcome.PASSED) ? RequirementResult.PASSED : RequirementResult.SKIPPED;
    }
}
