package io.meshconformance.reports.writing;

import io.meshconformance.evidence.ExpectationEvidence;
import io.meshconformance.reports.judgement.Gates;
import io.meshconformance.reports.model.CheckFailure;
import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.Gate;
import io.meshconformance.reports.model.KnownFailureNote;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.reports.words.AnswerWords;
import java.util.Objects;
import java.util.Set;

/**
 * One test case as build servers know it.
 *
 * @param group what they group by: the id of the scenario, or the word for the run
 * @param name its sentence
 * @param millis how long it took, in milliseconds
 * @param end how it ended, in their words
 * @param type what kind of end it was, empty where it passed
 * @param message one line: all that some readers show
 * @param body everything: all that other readers show
 */
record JUnitCase(String group, String name, long millis, End end, String type, String message, String body) {

    /**
     * The ends that these readers know. Only a failure and an error turn their page red; what failed and then held stands as
     * Surefire writes it.
     */
    enum End {
        PASSED(""),
        FAILED("failure"),
        UNSTABLE("flakyFailure"),
        ERROR("error"),
        SKIPPED("skipped");

        private final String element;

        End(String element) {
            this.element = element;
        }

        /** The element that says so; empty where none does. */
        String element() {
            return element;
        }
    }

    private static final String THE_RUN = "the run";

    /** Rules whose breach another test case shows already. */
    private static final Set<String> SHOWN_ELSEWHERE = Set.of("must-none-failed", "should-none-failed");

    /** Rules whose breach says that nothing was judged, beside those of {@link Gates#TRUST}. */
    private static final Set<String> NOTHING_JUDGED = Set.of(Gates.NO_SECRET, "scenarios-loaded");

    /** Whether a rule of the run is a test case of its own. */
    static boolean isCase(Gate gate) {
        return !SHOWN_ELSEWHERE.contains(gate.id());
    }

    /** A rule of the run. */
    static JUnitCase of(Gate gate) {
        boolean judged = !Gates.TRUST.contains(gate.id()) && !NOTHING_JUDGED.contains(gate.id());
        End end = gate.passed() ? End.PASSED : judged ? End.FAILED : End.ERROR;
        return new JUnitCase(THE_RUN, gate.rule(), 0, end, gate.id(), gate.message(), gate.message());
    }

    /** A scenario that did not get to its checks, or failed beside them. */
    static JUnitCase whole(ScenarioResult scenario) {
        String reason = Objects.requireNonNullElse(scenario.reason(), "");
        return new JUnitCase(
                scenario.id(),
                "the scenario itself",
                scenario.durationMs(),
                end(scenario.result()),
                scenario.result().word(),
                reason,
                reason + evidence(scenario));
    }

    /** A check. What is accepted does not fail the run: it turns no page red either. */
    static JUnitCase of(ScenarioResult scenario, CheckResult check) {
        if (check.result() == Outcome.FAILED || check.result() == Outcome.UNSTABLE) {
            return failed(scenario, check);
        }
        String reason = Objects.requireNonNullElse(check.reason(), "");
        return of(scenario, check, end(check.result()), check.result().word(), reason, reason);
    }

    private static JUnitCase failed(ScenarioResult scenario, CheckResult check) {
        String body = body(scenario, check);
        KnownFailureNote known = check.knownFailure();
        if (known != null) {
            String message = "known: %s, %s (until %s)".formatted(known.reason(), known.link(), known.until());
            return of(scenario, check, End.SKIPPED, "known", message, message + "\n" + body);
        }
        CheckFailure failure = Objects.requireNonNullElse(check.failure(), new CheckFailure("", ""));
        String type = failure.type().isEmpty() ? "failed" : failure.type();
        String message = check.missed().isEmpty()
                ? failure.message()
                : "expected %s, but %s"
                        .formatted(
                                check.missed().get(0).expected(),
                                check.missed().get(0).actual());
        return of(scenario, check, end(check.result()), type, message, body);
    }

    private static JUnitCase of(
            ScenarioResult scenario, CheckResult check, End end, String type, String message, String body) {
        return new JUnitCase(scenario.id(), check.title(), check.durationMs(), end, type, message, body);
    }

    private static String body(ScenarioResult scenario, CheckResult check) {
        StringBuilder body = new StringBuilder();
        for (ExpectationEvidence missed : check.missed()) {
            body.append("asked:    ").append(missed.subject()).append('\n');
            body.append("expected: ").append(missed.expected()).append('\n');
            body.append("got:      ").append(missed.actual()).append('\n');
            body.append("hop:      ").append(AnswerWords.answeredBy(missed)).append('\n');
        }
        CheckFailure failure = check.failure();
        if (failure != null && !failure.message().isBlank()) {
            body.append(failure.message().strip());
        }
        return body + evidence(scenario);
    }

    /** Where the proof lies, as a path below the folder of the report. */
    private static String evidence(ScenarioResult scenario) {
        return "\nevidence: index.html#" + scenario.id() + "\n";
    }

    private static End end(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> End.PASSED;
            case FAILED -> End.FAILED;
            case UNSTABLE -> End.UNSTABLE;
            case ERROR -> End.ERROR;
            case SKIPPED, UNSUPPORTED -> End.SKIPPED;
        };
    }
}
