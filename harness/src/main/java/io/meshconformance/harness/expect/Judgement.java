package io.meshconformance.harness.expect;

import io.meshconformance.evidence.Attribution;
import io.meshconformance.evidence.Proof;
import org.jspecify.annotations.Nullable;

/**
 * An expectation held against what was seen. It is recorded when it holds as well: evidence is not for failures only.
 *
 * @param subject what was asked, in words
 * @param expected what should have come, in words
 * @param actual what came, in words
 * @param answeredBy the hop that answered; null where what was judged is no answer
 * @param held whether what came is what should have come
 * @param exchangeId the exchange it was held against; empty where it was something else
 * @param proof by what it proves that a workload did not see a refused request; null where it is no such proof
 */
public record Judgement(
        String subject,
        String expected,
        String actual,
        @Nullable Attribution answeredBy,
        boolean held,
        String exchangeId,
        @Nullable Proof proof) {

    /** One that is no proof of what a workload did not see. */
    public Judgement(
            String subject,
            String expected,
            String actual,
            @Nullable Attribution answeredBy,
            boolean held,
            String exchangeId) {
        this(subject, expected, actual, answeredBy, held, exchangeId, null);
    }
}
