package io.meshconformance.harness.expect;

import io.meshconformance.harness.http.Exchange;

/** Takes down everything that happens in a check. Implementations are safe for use by many threads. */
public interface Recorder {

    /** A request was made and came to its end, be it a failure. */
    void exchange(Exchange exchange);

    /** An expectation was judged, be it that it held. */
    void expectation(Judgement verdict);

    /** A token played a part. */
    void token(SeenToken token);

    /** An attempt inside a wait came to its end. */
    void attempt(Attempt attempt);

    /** A person's browser showed something. */
    void picture(Picture picture);

    /** A wait begins: for this, in words. */
    void waiting(String what);
}
