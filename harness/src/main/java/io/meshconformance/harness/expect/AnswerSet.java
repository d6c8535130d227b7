package io.meshconformance.harness.expect;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.wait.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Some exchanges that are judged together.
 *
 * @param exchanges in the order they were made
 */
public record AnswerSet(List<Exchange> exchanges) {

    /** Copies the list. */
    public AnswerSet {
        exchanges = List.copyOf(exchanges);
    }

    /** Those whose request was sent after this moment. */
    public AnswerSet since(Instant moment) {
        return new AnswerSet(exchanges.stream()
                .filter(exchange -> exchange.startedAt().isAfter(moment))
                .toList());
    }

    /** The ids of those that show this. */
    public Set<String> idsOf(Expectation shown) {
        return exchanges.stream()
                .filter(exchange -> shown.judge(exchange).held())
                .map(Exchange::id)
                .collect(Collectors.toSet());
    }

    /** Whether there is one at least, and each shows this. */
    public Observation each(Expectation shown) {
        List<Judgement> others = exchanges.stream()
                .map(shown::judge)
                .filter(verdict -> !verdict.held())
                .toList();
        return new Observation(
                !exchanges.isEmpty() && others.isEmpty(),
                exchanges.size() + " answers, " + others.size() + " of them otherwise"
                        + (others.isEmpty() ? "" : ": " + others.get(0).actual()));
    }

    /** Whether the application gave none; else how many it gave, and for how long. */
    public Observation noneByTheApplication() {
        List<Exchange> served = exchanges.stream()
                .filter(exchange -> exchange.answerer() == Answerer.APPLICATION)
                .toList();
        if (served.isEmpty()) {
            return new Observation(true, "none of " + exchanges.size());
        }
        Exchange last = served.get(served.size() - 1);
        Duration until =
                Duration.between(exchanges.get(0).startedAt(), last.startedAt()).plus(last.took());
        return new Observation(
                false,
                served.size() + " of " + exchanges.size() + ", until " + until.toMillis()
                        + " ms after the first request: " + last.answer().summary());
    }
}
