package io.meshconformance.reports.words;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.evidence.ExchangeEvidence;
import io.meshconformance.evidence.ExpectationEvidence;
import io.meshconformance.evidence.Proof;
import io.meshconformance.evidence.WorkloadLog;

/** The hop that answered, and the requests that a workload saw, in words. */
public final class AnswerWords {

    private AnswerWords() {}

    /** The hop that answered what was judged; empty where that was no answer. */
    public static String answeredBy(ExpectationEvidence expectation) {
        Attribution by = expectation.answeredBy();
        if (by == null) {
            return "";
        }
        return by.mark().isEmpty() ? by.answerer().words() : by.toString();
    }

    /** By what an expectation proves that a workload did not see a refused request; empty where it is no such proof. */
    public static String provedBy(ExpectationEvidence expectation) {
        Proof proof = expectation.proof();
        if (proof == null || !expectation.held()) {
            return "";
        }
        return switch (proof) {
            case WORKLOAD_LOG -> "proved by the log of the workload";
            case SIDECAR_ALONE -> "by the sidecar alone";
        };
    }

    /**
     * What is said of a workload in place of lines of its log, never more than the log can prove; empty where there is
     * nothing to say.
     */
    public static String ofWorkload(ExchangeEvidence exchange) {
        WorkloadLog.Told told = exchange.workload().told();
        return switch (told) {
            case CAME -> "";
            case DID_NOT_COME -> "Nothing: no request with id `" + exchange.id() + "` reached it.";
            case NOT_SENT_ON ->
                "This workload keeps no log of requests; the sidecar's entry below says that nothing was sent on.";
            case NOTHING -> "";
        };
    }

    /** Whether an answer came whose hop could not be told. */
    public static boolean isUnknown(ExchangeEvidence exchange) {
        return exchange.answeredBy().answerer() == Answerer.UNKNOWN;
    }
}
