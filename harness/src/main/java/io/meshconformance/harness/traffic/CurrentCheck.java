package io.meshconformance.harness.traffic;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Passes everything on to the record of the check that runs now. Clients live as long as their scenario, a record as
 * long as one check; the checks of a scenario run one after the other.
 */
public final class CurrentCheck implements Recorder {

    private final AtomicReference<Recorder> current;

    /** Starts with the record of what happens before the first check. */
    public CurrentCheck(Recorder first) {
        this.current = new AtomicReference<>(first);
    }

    /** From now on everything goes into this record. */
    public void is(Recorder next) {
        current.set(next);
    }

    @Override
    public void exchange(Exchange exchange) {
        current.get().exchange(exchange);
    }

    @Override
    public void expectation(Verdict verdict) {
        current.get().expectation(verdict);
    }

    @Override
    public void token(SeenToken token) {
        current.get().token(token);
    }

    @Override
    public void attempt(Attempt attempt) {
        current.get().attempt(attempt);
    }
}
