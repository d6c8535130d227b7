package io.meshconformance.reports.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.meshconformance.reports.model.Exchange;
import io.meshconformance.reports.model.Expectation;
import io.meshconformance.reports.model.Policy;
import io.meshconformance.reports.model.Severity;
import io.meshconformance.reports.model.Timings;
import io.meshconformance.reports.model.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code check.json}, published by a check.
 *
 * @param severity what its failure does, failure where not said
 * @param expectations in the order they were asserted
 * @param exchanges in the order they were made
 * @param tokens in the order they were seen
 * @param policies in force
 * @param timings where the time went
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CheckEvent(
        @Nullable Severity severity,
        @Nullable List<Expectation> expectations,
        @Nullable List<Exchange> exchanges,
        @Nullable List<Token> tokens,
        @Nullable List<Policy> policies,
        @Nullable Timings timings) {

    /** An event that says nothing. */
    public static final CheckEvent NONE = new CheckEvent(null, null, null, null, null, null);
}
