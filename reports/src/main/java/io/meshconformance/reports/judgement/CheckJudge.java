package io.meshconformance.reports.judgement;

import io.meshconformance.reports.events.CheckEvent;
import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.events.RecordedCheck;
import io.meshconformance.reports.events.RecordedScenario;
import io.meshconformance.reports.model.CheckFailure;
import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.Hop;
import io.meshconformance.reports.model.KnownFailureNote;
import io.meshconformance.reports.model.Outcome;
import io.meshconformance.reports.model.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says how a check ended. One that never started takes the ending of its scenario. */
final class CheckJudge {

    private static final String UNSUPPORTED = "unsupported";

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
            case SKIPPED -> skipOutcome(ending.message());
            case BROKEN, UNFINISHED -> Outcome.ERROR;
        };
        CheckEvent event = check.event();
        boolean failed = outcome == Outcome.FAILED;
        KnownFailureNote note = failed
                ? known.expected(scenario.id(), check.id(), check.sentence(), day(started))
                        .orElse(null)
                : null;
        return new CheckResult(
                null,
                check.id(),
                check.sentence(),
                Objects.requireNonNullElse(event.severity(), Severity.FAILURE),
                outcome,
                reason(outcome, ending),
                sinceStart(started, check.startMillis()),
                check.millis(),
                failed ? new CheckFailure(ending.type(), ending.message()) : null,
                note,
                event.timings(),
                Objects.requireNonNullElse(event.expectations(), List.of()),
                Objects.requireNonNullElse(event.exchanges(), List.of()),
                Objects.requireNonNullElse(event.tokens(), List.of()),
                Objects.requireNonNullElse(event.policies(), List.of()),
                hops(event));
    }

    /** The hops the harness tells, otherwise those that the evidence shows. */
    private static List<Hop> hops(CheckEvent event) {
        List<Hop> told = event.hops();
        return told == null || told.isEmpty()
                ? ObservedPath.of(Objects.requireNonNullElse(event.exchanges(), List.of()))
                : told;
    }

    private static @Nullable String reason(Outcome outcome, Ending ending) {
        return switch (outcome) {
            case PASSED, FAILED -> null;
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
            case BROKEN, SKIPPED, UNFINISHED -> scenario;
            case PASSED -> Ending.skipped("It was planned and never started.");
            case FAILED -> Ending.skipped("The scenario failed before this check.");
        };
    }

    /** A reason that starts with the word unsupported says that what was judged lacks the feature. */
    static Outcome skipOutcome(String reason) {
        return reason.toLowerCase(Locale.ROOT).startsWith(UNSUPPORTED) ? Outcome.UNSUPPORTED : Outcome.SKIPPED;
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
