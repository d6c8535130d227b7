package io.meshconformance.reports.judgement;

import io.meshconformance.evidence.CheckEvidence;
import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.events.RecordedCheck;
import io.meshconformance.reports.events.RecordedScenario;
import io.meshconformance.reports.model.CheckFailure;
import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.KnownFailureNote;
import io.meshconformance.reports.model.state.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says how a check ended. One that never started takes the ending of its scenario. */
final class CheckJudge {

    private final KnownFailures known;
    private final String started;

    /** Judges the checks of a run that started at this instant, ISO 8601. */
    CheckJudge(KnownFailures known, String started) {
        this.known = known;
        this.started = started;
    }

    CheckResult judge(RecordedScenario scenario, RecordedCheck check) {
        Ending ending = check.ending() == null ? inherited(scenario.ending()) : check.ending();
        Outcome outcome = switch (ending.kind()) {
            case PASSED -> Outcome.PASSED;
            case FAILED -> Outcome.FAILED;
            case SKIPPED -> Outcome.SKIPPED;
            case UNSUPPORTED -> Outcome.UNSUPPORTED;
            case BROKEN, UNFINISHED -> Outcome.ERROR;
        };
        CheckEvidence evidence = check.evidence();
        boolean failed = outcome == Outcome.FAILED;
        KnownFailureNote note = failed
                ? known.expected(scenario.id(), check.id(), check.sentence(), day(started))
                        .orElse(null)
                : null;
        return new CheckResult(
                null,
                check.id(),
                check.sentence(),
                outcome,
                reason(outcome, ending),
                sinceStart(started, check.startMillis()),
                check.millis(),
                failed ? new CheckFailure(ending.type(), ending.message()) : null,
                note,
                evidence.timings(),
                evidence.expectations(),
                evidence.exchanges(),
                evidence.tokens(),
                evidence.policies(),
                evidence.decision(),
                evidence.hops());
    }

    private static @Nullable String reason(Outcome outcome, Ending ending) {
        return switch (outcome) {
            case PASSED, FAILED, UNSTABLE -> null;
            case SKIPPED, UNSUPPORTED -> ending.message();
            case ERROR ->
                ending.kind() == Ending.Kind.UNFINISHED ? "The run ended before this check did." : ending.message();
        };
    }

    /** What a check that never started takes from its scenario. */
    private static Ending inherited(@Nullable Ending scenario) {
        if (scenario == null) {
            return Ending.UNFINISHED;
        }
        return switch (scenario.kind()) {
            case BROKEN, SKIPPED, UNSUPPORTED, UNFINISHED -> scenario;
            case PASSED -> Ending.skipped("It was planned and never started.");
            case FAILED -> Ending.skipped("The scenario failed before this check.");
        };
    }

    /** From the start of the run, in milliseconds; zero for what never started, and never below. */
    static long sinceStart(String started, long epochMillis) {
        return epochMillis == 0
                ? 0
                : Math.max(0, epochMillis - Instant.parse(started).toEpochMilli());
    }

    private static String day(String instant) {
        return instant.substring(0, Math.min(10, instant.length()));
    }
}
