package io.meshconformance.reports.judgement;

import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.Play;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.state.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The plays of one scenario, each judged on its own.
 *
 * @param judged in their order, at least one
 * @param confirming whether the last was played because the one before it had failed
 */
record Plays(List<ScenarioResult> judged, boolean confirming) {

    /**
     * One scenario out of its plays. Repeated, it passed only where every play did. Where it failed and was played once
     * more, it failed unless it held then: a failure that is not confirmed stays one.
     */
    ScenarioResult together(History history) {
        ScenarioResult first = judged.get(0);
        if (judged.size() == 1) {
            return first;
        }
        ScenarioResult last = judged.get(judged.size() - 1);
        boolean unstable = confirming && (last.result() == Outcome.PASSED || last.failedAsKnown());
        ScenarioResult decisive = confirming && last.result() != Outcome.ERROR ? first : decisive();
        Outcome outcome = unstable ? Outcome.UNSTABLE : decisive.result();
        List<Play> plays = new ArrayList<>();
        List<CheckResult> checks = new ArrayList<>();
        for (ScenarioResult play : judged) {
            int number = plays.size() + 1;
            plays.add(new Play(
                    number,
                    confirming && number == judged.size(),
                    play.result(),
                    play.reason(),
                    play.namespace(),
                    play.startMs(),
                    play.durationMs(),
                    play.debug()));
            play.checks()
                    .forEach(check -> checks.add(check.inPlay(
                            number, unstable && check.result() == Outcome.FAILED ? Outcome.UNSTABLE : check.result())));
        }
        return new ScenarioResult(
                first.id(),
                first.title(),
                first.profile(),
                first.level(),
                first.impact(),
                outcome,
                confirming ? reason(decisive, unstable) : reason(decisive),
                first.startMs(),
                judged.stream().mapToLong(ScenarioResult::durationMs).sum(),
                history.delta(first.id(), outcome),
                decisive.namespace(),
                decisive.follows(),
                all(ScenarioResult::hosts),
                decisive.applyMs(),
                decisive.hops(),
                checks,
                decisive.manifests(),
                all(ScenarioResult::screenshots),
                plays,
                decisive.debug());
    }

    /** The first of the worst: a broken environment proves nothing, a failure breaks the promise. */
    private ScenarioResult decisive() {
        for (Outcome worst : List.of(Outcome.ERROR, Outcome.FAILED, Outcome.SKIPPED, Outcome.UNSUPPORTED)) {
            for (ScenarioResult play : judged) {
                if (play.result() == worst) {
                    return play;
                }
            }
        }
        return judged.get(0);
    }

    private static @Nullable String reason(ScenarioResult decisive, boolean unstable) {
        String held = "It failed, and held when it was played once more, alone and with full limits.";
        return !unstable ? decisive.reason() : decisive.reason() == null ? held : held + " " + decisive.reason();
    }

    private @Nullable String reason(ScenarioResult decisive) {
        String what = switch (decisive.result()) {
            case PASSED, UNSTABLE -> "";
            case FAILED -> "failed";
            case ERROR -> "met a broken environment";
            case SKIPPED -> "were not judged";
            case UNSUPPORTED -> "are about what is not supported";
        };
        if (what.isEmpty()) {
            return null;
        }
        long alike = judged.stream()
                .filter(play -> play.result() == decisive.result())
                .count();
        String told = "%d of %d plays %s".formatted(alike, judged.size(), what);
        return decisive.reason() == null ? told + "." : told + ": " + decisive.reason();
    }

    private <T> List<T> all(Function<ScenarioResult, List<T>> part) {
        return judged.stream().flatMap(play -> part.apply(play).stream()).toList();
    }
}
