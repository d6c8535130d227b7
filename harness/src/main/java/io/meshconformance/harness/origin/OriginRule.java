package io.meshconformance.harness.origin;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Response;
import java.util.Optional;

/** A rule that knows one hop by its marks on an answer. */
@FunctionalInterface
public interface OriginRule {

    /**
     * Looks for the marks.
     *
     * @param exchange the exchange, with its request
     * @param response what came
     * @return the hop with its mark; empty where the answer bears none that this rule knows
     */
    Optional<Attribution> of(Exchange exchange, Response response);

    /**
     * An attribution where its mark is there.
     *
     * @param marked whether it is
     * @param answerer the hop that it tells
     * @param mark the mark, in words
     */
    static Optional<Attribution> when(boolean marked, Answerer answerer, String mark) {
        return marked ? Optional.of(new Attribution(answerer, mark)) : Optional.empty();
    }
}
