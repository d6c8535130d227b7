package io.meshconformance.reports.judgement;

import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.events.RecordedScenario;
import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.requirement.Strength;
import io.meshconformance.reports.model.state.Level;
import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.reports.requirements.RequirementList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says how a scenario ended, from how its checks and its container ended. */
public final class ScenarioJudge {

    /** Reason of a scenario that never ended. */
    static final String CUT_OFF = "The run ended before this scenario did.";

    private final RequirementList requirements;
    private final String started;
    private final CheckJudge checkJudge;
    private final History history;

    /**
     * Creates a judge.
     *
     * @param requirements give a scenario its level
     * @param known failures that are expected
     * @param history earlier runs
     * @param started instant of the run's start, ISO 8601: its day decides which known failures have expired
     */
    public ScenarioJudge(RequirementList requirements, KnownFailures known, History history, String started) {
        this.requirements = requirements;
        this.started = started;
        this.checkJudge = new CheckJudge(known, started);
        this.history = history;
    }

    /** Judges one scenario by its plays, at least one. */
    public ScenarioResult judge(List<RecordedScenario> plays) {
        boolean confirming = plays.get(plays.size() - 1).confirming();
        return new Plays(plays.stream().map(this::judge).toList(), confirming).together(history);
    }

    private ScenarioResult judge(RecordedScenario scenario) {
        List<CheckResult> checks = scenario.checks().stream()
                .map(check -> checkJudge.judge(scenario, check))
                .toList();
        Ending ending = Objects.requireNonNullElse(scenario.ending(), Ending.UNFINISHED);
        Judged judged = outcome(ending, checks);
        return new ScenarioResult(
                scenario.id(),
                scenario.title(),
                RequirementList.areaOf(scenario.id()),
                level(scenario.id()),
                requirements
                        .find(scenario.id())
                        .map(RequirementList.Requirement::impact)
                        .orElse(null),
                judged.outcome(),
                judged.reason(),
                CheckJudge.sinceStart(started, scenario.startMillis()),
                scenario.millis(),
                history.delta(scenario.id(), judged.outcome()),
                scenario.evidence().namespace(),
                scenario.evidence().follows(),
                scenario.evidence().hosts(),
                scenario.evidence().applyMillis(),
                DecisivePath.of(checks),
                checks,
                scenario.evidence().manifests(),
                scenario.screenshots(),
                List.of(),
                scenario.debug());
    }

    private Level level(String id) {
        return Level.of(
                requirements.find(id).map(RequirementList.Requirement::strength).orElse(Strength.MUST));
    }

    private record Judged(Outcome outcome, @Nullable String reason) {}

    /** First match: a broken environment, a failure, a skip; it passed only where every check ran and held. */
    private static Judged outcome(Ending ending, List<CheckResult> checks) {
        switch (ending.kind()) {
            case BROKEN:
                return new Judged(Outcome.ERROR, ending.message());
            case UNFINISHED:
                return new Judged(Outcome.ERROR, CUT_OFF);
            case SKIPPED:
                return new Judged(Outcome.SKIPPED, ending.message());
            case UNSUPPORTED:
                return new Judged(Outcome.UNSUPPORTED, ending.message());
            case PASSED, FAILED:
                break;
        }
        for (CheckResult check : checks) {
            if (check.result() == Outcome.ERROR) {
                return new Judged(Outcome.ERROR, check.reason());
            }
        }
        if (ending.kind() == Ending.Kind.FAILED) {
            return new Judged(Outcome.FAILED, ending.type() + ": " + ending.message());
        }
        if (checks.stream().anyMatch(check -> check.result() == Outcome.FAILED)) {
            return new Judged(Outcome.FAILED, null);
        }
        return notFailed(checks);
    }

    private static Judged notFailed(List<CheckResult> checks) {
        List<CheckResult> notJudged = checks.stream()
                .filter(check -> check.result() == Outcome.SKIPPED)
                .toList();
        if (!notJudged.isEmpty()) {
            return new Judged(
                    Outcome.SKIPPED,
                    "%d of %d checks not judged: %s"
                            .formatted(
                                    notJudged.size(),
                                    checks.size(),
                                    notJudged.get(0).reason()));
        }
        if (checks.isEmpty()) {
            return new Judged(Outcome.FAILED, "No check ran: a scenario without a check proves nothing.");
        }
        return new Judged(Outcome.PASSED, null);
    }
}
