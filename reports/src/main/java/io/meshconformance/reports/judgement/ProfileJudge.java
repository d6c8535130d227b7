package io.meshconformance.reports.judgement;

import io.meshconformance.reports.model.Profile;
import io.meshconformance.reports.model.ProfileStatus;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.requirement.Area;
import io.meshconformance.reports.model.state.Level;
import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.reports.model.state.ProfileResult;
import io.meshconformance.reports.model.state.Statistics;
import io.meshconformance.reports.requirements.RequirementList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Results by area of requirements, after the profiles of Gateway API's conformance reports. */
final class ProfileJudge {

    private final RequirementList requirements;

    ProfileJudge(RequirementList requirements) {
        this.requirements = requirements;
    }

    /** One profile for each area that has a scenario, sorted by name. */
    List<Profile> judge(Collection<ScenarioResult> scenarios) {
        Map<String, List<ScenarioResult>> byArea = scenarios.stream()
                .collect(Collectors.groupingBy(ScenarioResult::profile, TreeMap::new, Collectors.toList()));
        List<Profile> profiles = new ArrayList<>();
        byArea.forEach((area, members) -> profiles.add(profile(area, members)));
        return profiles;
    }

    private Profile profile(String area, List<ScenarioResult> members) {
        ProfileStatus core = status(members, Level.CORE);
        ProfileStatus extended = status(members, Level.EXTENDED);
        String title = requirements.areas().stream()
                .filter(candidate -> candidate.id().equals(area))
                .map(Area::title)
                .findFirst()
                .orElse(area);
        return new Profile(area, title, summary(core, extended), core, extended);
    }

    private @Nullable ProfileStatus status(List<ScenarioResult> members, Level level) {
        List<ScenarioResult> listed =
                members.stream().filter(scenario -> scenario.level() == level).toList();
        if (listed.isEmpty()) {
            return null;
        }
        return new ProfileStatus(
                result(listed),
                Statistics.of(listed.stream().map(ScenarioResult::result).toList()),
                ids(listed, Outcome.FAILED),
                ids(listed, Outcome.UNSTABLE),
                ids(listed, Outcome.SKIPPED),
                ids(listed, Outcome.ERROR));
    }

    /** First match: any error is invalid, any failure is failure, anything unstable or not judged is partial. */
    private static ProfileResult result(List<ScenarioResult> listed) {
        if (any(listed, Outcome.ERROR)) {
            return ProfileResult.INVALID;
        }
        if (any(listed, Outcome.FAILED)) {
            return ProfileResult.FAILURE;
        }
        return any(listed, Outcome.SKIPPED) || any(listed, Outcome.UNSTABLE)
                ? ProfileResult.PARTIAL
                : ProfileResult.SUCCESS;
    }

    private static boolean any(List<ScenarioResult> listed, Outcome outcome) {
        return listed.stream().anyMatch(scenario -> scenario.result() == outcome);
    }

    private static List<String> ids(List<ScenarioResult> listed, Outcome outcome) {
        return listed.stream()
                .filter(scenario -> scenario.result() == outcome)
                .map(ScenarioResult::id)
                .sorted()
                .toList();
    }

    private static String summary(@Nullable ProfileStatus core, @Nullable ProfileStatus extended) {
        List<String> sentences = new ArrayList<>();
        if (core != null) {
            sentences.add(sentence("MUST", core));
        }
        if (extended != null) {
            sentences.add(sentence("SHOULD", extended));
        }
        return String.join(" ", sentences);
    }

    private static String sentence(String level, ProfileStatus status) {
        return "%s: %d of %d passed."
                .formatted(
                        level, status.statistics().passed(), status.statistics().declared());
    }
}
