package io.meshconformance.reports.model;

import io.meshconformance.evidence.CheckEvidence;
import io.meshconformance.evidence.ExchangeEvidence;
import io.meshconformance.evidence.ExpectationEvidence;
import io.meshconformance.evidence.PathHop;
import io.meshconformance.evidence.PolicyEvidence;
import io.meshconformance.evidence.TokenEvidence;
import io.meshconformance.reports.model.state.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One check: a sentence and the evidence for it.
 *
 * @param play in which play of its scenario it ran, from 1; null where that was played once
 * @param id name of its method, with the index of its invocation
 * @param sentence stimulus and obligation
 * @param result how it ended
 * @param reason why it was not judged
 * @param startMs when it started, in milliseconds from the start of the run; zero where it never did
 * @param durationMs how long it took, in milliseconds
 * @param failure what it threw
 * @param knownFailure why its failure was expected, null where it was not
 * @param timings where its time went
 * @param expectations in the order they were asserted
 * @param exchanges in the order they were made
 * @param tokens in the order they were seen
 * @param policies in force
 * @param decision what a sidecar logged last about its decision, empty where nothing
 * @param hops the path of the exchange that decided it, empty where it made none
 */
public record CheckResult(
        @Nullable Integer play,
        String id,
        String sentence,
        Outcome result,
        @Nullable String reason,
        long startMs,
        long durationMs,
        @Nullable CheckFailure failure,
        @Nullable KnownFailureNote knownFailure,
        CheckEvidence.@Nullable Timings timings,
        List<ExpectationEvidence> expectations,
        List<ExchangeEvidence> exchanges,
        List<TokenEvidence> tokens,
        List<PolicyEvidence> policies,
        String decision,
        List<PathHop> hops) {

    /**
     * The same, as a check of one of several plays.
     *
     * @param number which play
     * @param outcome how it ended, out of all plays
     */
    public CheckResult inPlay(int number, Outcome outcome) {
        return new CheckResult(
                number,
                id,
                sentence,
                outcome,
                reason,
                startMs,
                durationMs,
                failure,
                knownFailure,
                timings,
                expectations,
                exchanges,
                tokens,
                policies,
                decision,
                hops);
    }

    /** Its id, of which a scenario has only one also where it was played several times. */
    public String name() {
        return play == null ? id : "play-%d.%s".formatted(play, id);
    }

    /** Its sentence, with the play where there are several. */
    public String title() {
        return play == null ? sentence : "%s (play %d)".formatted(sentence, play);
    }

    /** The expectations that did not hold. */
    public List<ExpectationEvidence> missed() {
        return expectations.stream().filter(expectation -> !expectation.held()).toList();
    }

    /** How many expectations held. */
    public int held() {
        return expectations.size() - missed().size();
    }

    /** True where this failed unexpectedly. */
    public boolean unexpectedFailure() {
        return result == Outcome.FAILED && knownFailure == null;
    }
}
