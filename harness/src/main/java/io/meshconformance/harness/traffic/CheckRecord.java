package io.meshconformance.harness.traffic;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All that happened in one check, in memory, in the order it came. */
public final class CheckRecord implements Recorder {

    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private final List<Verdict> verdicts = new CopyOnWriteArrayList<>();
    private final List<SeenToken> tokens = new CopyOnWriteArrayList<>();
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();

    @Override
    public void exchange(Exchange exchange) {
        exchanges.add(exchange);
    }

    @Override
    public void expectation(Verdict verdict) {
        verdicts.add(verdict);
    }

    @Override
    public void token(SeenToken token) {
        tokens.add(token);
    }

    @Override
    public void attempt(Attempt attempt) {
        attempts.add(attempt);
    }

    /** Every exchange so far. */
    public List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** Every expectation judged so far. A check that ends without one has proved nothing. */
    public List<Verdict> verdicts() {
        return List.copyOf(verdicts);
    }

    /** Every token so far. */
    public List<SeenToken> tokens() {
        return List.copyOf(tokens);
    }

    /** Every attempt of every wait so far. */
    public List<Attempt> attempts() {
        return List.copyOf(attempts);
    }
}
