package io.meshconformance.harness.origin;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Response;
import java.util.List;
import java.util.Optional;

/**
 * Says which hop an answer came from, by the first of its rules that finds a mark, and says unknown where none does.
 *
 * @param rules the rules, the surest first
 */
public record Attributor(List<OriginRule> rules) {

    /** Copies the list. */
    public Attributor {
        rules = List.copyOf(rules);
    }

    /**
     * Attributes an exchange.
     *
     * @return the hop and its mark
     */
    public Attribution of(Exchange exchange) {
        Optional<Response> response = exchange.response();
        if (response.isEmpty()) {
            return new Attribution(Answerer.NONE, "no response");
        }
        return rules.stream()
                .flatMap(rule -> rule.of(exchange, response.get()).stream())
                .findFirst()
                .orElse(new Attribution(Answerer.UNKNOWN, "no mark of any hop"));
    }
}
