package io.meshconformance.harness.browser;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.evidence.Caller;
import io.meshconformance.harness.client.ExchangeSink;
import io.meshconformance.harness.http.Exchange;
import java.util.List;

/**
 * The documents of one navigation as exchanges.
 *
 * @param sink takes them
 * @param caller the user whose browser it is
 * @param id stands in every request of the navigation
 */
record NavigationExchanges(ExchangeSink sink, Caller caller, String id) {

    /**
     * Hands over the steps in their order. Every request carries the id of the last; only there may logs be joined by it.
     *
     * @param steps at least one
     * @return the last
     */
    Exchange saw(List<NavigationStep> steps) {
        for (int i = 1; i < steps.size(); i++) {
            sink.saw(exchange(id + ", hop " + i, steps.get(i - 1)));
        }
        return sink.saw(exchange(id, steps.get(steps.size() - 1)));
    }

    private Exchange exchange(String name, NavigationStep step) {
        return new Exchange(
                name,
                caller,
                "",
                step.request(),
                step.answer(),
                List.of(),
                new Attribution(Answerer.UNKNOWN, "not yet judged"),
                step.startedAt(),
                step.took());
    }
}
