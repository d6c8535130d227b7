package io.meshconformance.harness.expect;

import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.wait.Observation;
import java.util.List;
import java.util.function.Function;

/**
 * What an exchange should show, with the sentence that says it. Composable, and judged into a {@link Judgement} instead of
 * thrown, so that what held is evidence as well. Ready-made ones are in {@link Expectations} and in
 * the packages of the products.
 */
public final class Expectation {

    private final String sentence;
    private final Function<Exchange, Observation> judge;

    private Expectation(String sentence, Function<Exchange, Observation> judge) {
        this.sentence = sentence;
        this.judge = judge;
    }

    /**
     * A new expectation.
     *
     * @param sentence what is expected, such as {@code status 200}
     * @param judge whether an exchange shows it, and what it shows instead; an {@link AssertionError} of it says that the
     *     exchange shows nothing that could be judged
     */
    public static Expectation that(String sentence, Function<Exchange, Observation> judge) {
        return new Expectation(sentence, exchange -> {
            try {
                return judge.apply(exchange);
            } catch (AssertionError unreadable) {
                return new Observation(false, String.valueOf(unreadable.getMessage()));
            }
        });
    }

    /**
     * All of these.
     *
     * @throws IllegalArgumentException for none at all: that would hold always
     */
    public static Expectation all(List<Expectation> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("An expectation of nothing cannot fail");
        }
        return parts.stream().reduce(Expectation::and).orElseThrow();
    }

    /** This and another. */
    public Expectation and(Expectation other) {
        return new Expectation(sentence + ", " + other.sentence, exchange -> {
            Observation mine = judge.apply(exchange);
            Observation theirs = other.judge.apply(exchange);
            return new Observation(mine.held() && theirs.held(), joined(mine.seen(), theirs.seen()));
        });
    }

    /** This or, where it does not hold, another, which need not know what to make of an exchange that shows this. */
    public Expectation or(Expectation other) {
        return new Expectation(sentence + " or " + other.sentence, exchange -> {
            Observation mine = judge.apply(exchange);
            return mine.held() ? mine : other.judge.apply(exchange);
        });
    }

    /** The same expectation under another sentence, for a denial that has a name of its own. */
    public Expectation called(String name) {
        return new Expectation(name + " (" + sentence + ")", judge);
    }

    /** What is expected, in words. */
    public String sentence() {
        return sentence;
    }

    /** Holds it against an exchange. */
    public Judgement judge(Exchange exchange) {
        Observation reading = judge.apply(exchange);
        return new Judgement(
                exchange.subject(),
                sentence,
                joined(reading.seen(), exchange.answer().summary()),
                exchange.attribution(),
                reading.held(),
                exchange.id());
    }

    private static String joined(String one, String other) {
        if (one.isEmpty() || other.contains(one)) {
            return other;
        }
        return one.contains(other) ? one : one + "; " + other;
    }

    @Override
    public String toString() {
        return sentence;
    }
}
