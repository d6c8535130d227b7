package io.meshconformance.harness.expect;

import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.wait.Consistently;
import io.meshconformance.harness.wait.Eventually;
import io.meshconformance.harness.wait.LearnedLimit;
import io.meshconformance.harness.wait.Observation;
import io.meshconformance.harness.wait.Timeouts;
import io.meshconformance.harness.wait.WaitExpired;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.opentest4j.AssertionFailedError;

/** Waits for what is expected under one limit, takes down every attempt and every verdict, and throws where it fails. */
final class ExpectationRunner {

    private final Timeouts timeouts;
    private final Function<Timeouts, Duration> limit;
    private final Supplier<LearnedLimit> learned;
    private final Supplier<CheckRecord> current;

    ExpectationRunner(
            Timeouts timeouts,
            Function<Timeouts, Duration> limit,
            Supplier<LearnedLimit> learned,
            Supplier<CheckRecord> current) {
        this.timeouts = timeouts;
        this.limit = limit;
        this.learned = learned;
        this.current = current;
    }

    /** The same under another limit, in full. */
    ExpectationRunner within(Function<Timeouts, Duration> other) {
        return new ExpectationRunner(timeouts, other, LearnedLimit::none, current);
    }

    /** The same under the limit as it is, whatever the run has learned. */
    ExpectationRunner inFull() {
        return within(limit);
    }

    /** What happens in the check under way. */
    CheckRecord record() {
        return current.get();
    }

    /** Takes a verdict down that one attempt led to; throws where it did not hold. */
    void passed(Judgement verdict) {
        if (!verdict.held()) {
            throw failed(verdict, "1 attempt");
        }
        current.get().expectation(verdict);
    }

    /** Takes a verdict down that did not hold, and tells it as JUnit wants it told. */
    AssertionFailedError failed(Judgement verdict, String attempts) {
        current.get().expectation(verdict);
        return new AssertionFailedError(
                "%s%n  expected: %s%n  actual:   %s%n  answered: %s%n  tried:    %s"
                        .formatted(
                                verdict.subject(),
                                verdict.expected(),
                                verdict.actual(),
                                verdict.answeredBy() == null ? "-" : verdict.answeredBy(),
                                attempts),
                verdict.expected(),
                verdict.actual());
    }

    /** The last of as many exchanges in a row as make a state converged. */
    Exchange settled(Supplier<Exchange> call, Expectation expectation) {
        return settled(waiting(), call, expectation);
    }

    /** The same, whose attempts have to see what comes in between. */
    Exchange settledEvenly(Supplier<Exchange> call, Expectation expectation) {
        return settled(waiting().evenly(timeouts), call, expectation);
    }

    private Exchange settled(Eventually waiting, Supplier<Exchange> call, Expectation expectation) {
        return judged(call, expectation, wait -> waiting.until(expectation.sentence(), wait::attempt, wait::judge));
    }

    /** The last of as many exchanges as a state has to stand. */
    Exchange steady(Supplier<Exchange> call, Expectation expectation) {
        return judged(
                call,
                expectation,
                wait -> Consistently.by(timeouts).holds(expectation.sentence(), wait::attempt, wait::judge));
    }

    /**
     * What the first attempt that holds yields. No verdict is passed.
     *
     * @throws WaitExpired when the limit passes
     */
    <T> T waited(String what, Callable<? extends T> attempt, Function<? super T, Observation> judge) {
        RecordedWait<T> wait = new RecordedWait<>(what, attempt, judge, current.get());
        return waiting().once().until(what, wait::attempt, wait::judge);
    }

    /** Whether something comes within the limit, which is not recorded. */
    boolean comes(Callable<Observation> look) {
        try {
            Eventually.within(timeouts, limit).once().until("it", look, Function.identity());
            return true;
        } catch (WaitExpired expired) {
            return false;
        }
    }

    private Eventually waiting() {
        return Eventually.within(timeouts, limit).learning(learned.get());
    }

    private Exchange judged(
            Supplier<Exchange> call, Expectation expectation, Function<RecordedWait<Exchange>, Exchange> wait) {
        AtomicReference<Judgement> last = new AtomicReference<>(
                new Judgement("the request", expectation.sentence(), "no attempt came to its end", null, false, ""));
        Function<Exchange, Observation> judge = exchange -> {
            Judgement verdict = expectation.judge(exchange);
            last.set(verdict);
            return new Observation(verdict.held(), verdict.actual());
        };
        try {
            Exchange settled = wait.apply(new RecordedWait<>(expectation.sentence(), call::get, judge, current.get()));
            current.get().expectation(Objects.requireNonNull(last.get(), "last"));
            return settled;
        } catch (WaitExpired expired) {
            Judgement seen = Objects.requireNonNull(last.get(), "last");
            String actual = seen.held() ? "not often enough in a row: " + seen.actual() : expired.lastSeen();
            Judgement verdict =
                    new Judgement(seen.subject(), seen.expected(), actual, seen.answeredBy(), false, seen.exchangeId());
            throw failed(verdict, String.valueOf(expired.getMessage()));
        }
    }
}
