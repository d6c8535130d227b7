package io.meshconformance.harness.expect;

import io.meshconformance.harness.http.Exchange;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** All that happened in one check, in memory, in the order it came. Safe for use by many threads. */
public final class CheckRecord {

    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private final List<Judgement> verdicts = new CopyOnWriteArrayList<>();
    private final List<SeenToken> tokens = new CopyOnWriteArrayList<>();
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    private final List<Picture> pictures = new CopyOnWriteArrayList<>();
    private final Consumer<String> follower;

    /** A record without a follower. */
    public CheckRecord() {
        this(waiting -> {});
    }

    /**
     * A record of a check that is followed while it runs.
     *
     * @param follower is told what is waited for, each time a wait begins
     */
    public CheckRecord(Consumer<String> follower) {
        this.follower = follower;
    }

    /** A request was made and came to its end, be it a failure. */
    public void exchange(Exchange exchange) {
        exchanges.add(exchange);
    }

    /** An expectation was judged, be it that it held. */
    public void expectation(Judgement verdict) {
        verdicts.add(verdict);
    }

    /** A token played a part. */
    public void token(SeenToken token) {
        tokens.add(token);
    }

    /** An attempt inside a wait came to its end. */
    public void attempt(Attempt attempt) {
        attempts.add(attempt);
    }

    /** Every exchange so far. */
    public List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** Every expectation judged so far. A check that ends without one has proved nothing. */
    public List<Judgement> verdicts() {
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

    /** A person's browser showed something. */
    public void picture(Picture picture) {
        pictures.add(picture);
    }

    /** Every picture so far. */
    public List<Picture> pictures() {
        return List.copyOf(pictures);
    }

    /** A wait begins: for this, in words. */
    public void waiting(String what) {
        follower.accept(what);
    }
}
