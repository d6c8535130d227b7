package io.meshconformance.evidence;

import org.jspecify.annotations.Nullable;

/**
 * One expectation, held against what came. It is recorded where it held as well: evidence is not for failures only.
 *
 * @param subject what was judged, in words
 * @param expected what had to come, in words
 * @param actual what came, in words
 * @param answeredBy the hop that answered; null where what was judged is no answer
 * @param held whether what came is what had to come
 * @param proof by what this proves that a workload did not see a refused request; null where it is no such proof
 * @param exchange place, from zero, of the exchange it was held against among those of its check; null where it was held
 *     against something else, or against one that is not listed
 */
public record ExpectationEvidence(
        String subject,
        String expected,
        String actual,
        @Nullable Attribution answeredBy,
        boolean held,
        @Nullable Proof proof,
        @Nullable Integer exchange) {}
