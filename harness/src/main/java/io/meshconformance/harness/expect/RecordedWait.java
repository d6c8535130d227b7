package io.meshconformance.harness.expect;

import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.wait.Observation;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * A wait whose attempts are all taken down, those that came to no answer too: the report shows what each wait of a check
 * cost, and a retry counts as slow.
 *
 * @param <T> what an attempt yields
 */
final class RecordedWait<T> {

    private final String what;
    private final Callable<? extends T> attempt;
    private final Function<? super T, Observation> judge;
    private final CheckRecord record;
    private int number;
    private Instant began = Instant.EPOCH;

    /**
     * Announces a wait.
     *
     * @param what what is waited for, in words
     * @param attempt makes one fresh attempt
     * @param judge says whether it held and what it saw
     * @param record where all of it goes
     */
    RecordedWait(
            String what, Callable<? extends T> attempt, Function<? super T, Observation> judge, CheckRecord record) {
        this.what = what;
        this.attempt = attempt;
        this.judge = judge;
        this.record = record;
        record.waiting(what);
    }

    /** Makes the next attempt. */
    T attempt() throws Exception {
        number++;
        began = Instant.now();
        try {
            return attempt.call();
        } catch (Exception | AssertionError e) {
            record("", Observation.notYet(e.toString()));
            throw e;
        }
    }

    /** Judges what the attempt yielded. */
    Observation judge(T result) {
        Observation reading = judge.apply(result);
        record(result instanceof Exchange exchange ? exchange.id() : "", reading);
        return reading;
    }

    private void record(String exchangeId, Observation reading) {
        record.attempt(new Attempt(what, number, reading.held(), reading.seen(), exchangeId, began, Instant.now()));
    }
}
