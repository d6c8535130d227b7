package io.meshconformance.harness.expect;

import io.meshconformance.harness.http.Exchange;

/**
 * Passes everything on to the record of the check that runs now. Clients live as long as their scenario, a record as
 * long as one check; the checks of a scenario run one after the other.
 */
public final class CurrentCheck implements Recorder {

    private volatile Recorder current;

    /** Starts with the record of what happens before the first check. */
    public CurrentCheck(Recorder first) {
        this.current = first;
    }

    /** From now on everything goes into this record. */
    public void is(Recorder next) {
        current = next;
    }

    @Override
    public void exchange(Exchange exchange) {
        current.exchange(exchange);
    }

    @Override
    public void expectation(Judgement verdict) {
        current.expectation(verdict);
    }

    @Override
    public void token(SeenToken token) {
        current.token(token);
    }

    @Override
    public void attempt(Attempt attempt) {
        current.attempt(attempt);
    }

    @Override
    public void picture(Picture picture) {
        current.picture(picture);
    }

    @Override
    public void waiting(String what) {
        current.waiting(what);
    }
}
