package io.meshconformance.harness.expect;

import io.meshconformance.evidence.Proof;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.Jwt;
import io.meshconformance.harness.wait.LearnedLimit;
import io.meshconformance.harness.wait.Observation;
import io.meshconformance.harness.wait.Timeouts;
import io.meshconformance.harness.wait.WaitExpired;
import io.meshconformance.run.EnvironmentBroken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * Where scenarios say what they expect. Every judgement is recorded, also when it holds; one that does not hold throws
 * {@link AssertionFailedError} with what was expected, what came, which hop answered and how often it was tried.
 */
public final class Traffic {

    private final @Nullable Proof proof;
    private final ExpectationRunner judge;

    /**
     * Traffic limited by {@link Timeouts#routeLive} unless {@link #within} says otherwise, told to the current check.
     *
     * @param learned what the run has learned of waits under that limit, of the kind that begins now
     */
    public Traffic(Timeouts timeouts, Supplier<CheckRecord> current, Supplier<LearnedLimit> learned) {
        this(new ExpectationRunner(timeouts, Timeouts::routeLive, learned, current), null);
    }

    private Traffic(ExpectationRunner judge, @Nullable Proof proof) {
        this.judge = judge;
        this.proof = proof;
    }

    /** The same under another limit, such as {@code Timeouts::signOutEffective}, which is never cut. */
    public Traffic within(Function<Timeouts, Duration> other) {
        return new Traffic(judge.within(other), proof);
    }

    /**
     * The same for what proves that a workload did not see a refused request: what holds of anything that is no exchange
     * is recorded as that.
     *
     * @param by by what it is proved; null where it is no such proof
     */
    public Traffic proving(@Nullable Proof by) {
        return new Traffic(judge, by);
    }

    /**
     * Holds an exchange that was made against what is expected of it.
     *
     * @return the exchange
     */
    public Exchange expect(Exchange exchange, Expectation... expected) {
        judge.passed(Expectation.all(Arrays.asList(expected)).judge(exchange));
        return exchange;
    }

    /**
     * Makes a request again and again until it shows what is expected as often in a row as {@link Timeouts#consecutive}
     * says.
     *
     * @param call makes one fresh request
     * @return the last exchange
     */
    public Exchange eventually(Supplier<Exchange> call, Expectation... expected) {
        return judge.settled(call, Expectation.all(Arrays.asList(expected)));
    }

    /**
     * Makes a request until it is refused as expected, as {@link #eventually} does; and from the first one on the
     * application may answer none. For what comes together with its policy. How many it answered, and for how long, is
     * recorded.
     *
     * @param call makes one fresh request
     * @param refusal what each refusal shows
     * @return the last exchange
     */
    public Exchange refusedFromTheStart(Supplier<Exchange> call, Expectation... refusal) {
        List<Exchange> all = new ArrayList<>();
        Exchange last = judge.settledEvenly(
                () -> {
                    Exchange exchange = call.get();
                    all.add(exchange);
                    return exchange;
                },
                Expectation.all(Arrays.asList(refusal)));
        expect("the answers from the start", "none by the application", new AnswerSet(all).noneByTheApplication());
        return last;
    }

    /**
     * Makes a request as often as {@link Timeouts#steady} says; it has to show what is expected each time. For negatives,
     * after a barrier.
     *
     * @param call makes one fresh request
     * @return the last exchange
     */
    public Exchange consistently(Supplier<Exchange> call, Expectation... expected) {
        return judge.steady(call, Expectation.all(Arrays.asList(expected)));
    }

    /**
     * Holds anything that is no exchange against what is expected: a claim, a line of a log, a status.
     *
     * @param subject what is judged, in words
     * @param expected what is expected, in words
     * @param reading whether it is so, and what was seen
     */
    public void expect(String subject, String expected, Observation reading) {
        judge.passed(new Judgement(subject, expected, reading.seen(), null, reading.held(), "", proof));
    }

    /**
     * Looks at anything that is no exchange until it is as expected: a log, a status.
     *
     * @param subject what is judged, in words
     * @param expected what is expected, in words
     * @param look one fresh look
     */
    public void eventually(String subject, String expected, Callable<Observation> look) {
        Observation last;
        try {
            last = judge.waited(subject, look, Function.identity());
        } catch (WaitExpired expired) {
            last = Observation.notYet(expired.lastSeen());
        }
        expect(subject, expected, last);
    }

    /** Whether something comes within the limit; it is not recorded, as it is a part of what an exchange shows. */
    public boolean comes(Callable<Observation> look) {
        return judge.comes(look);
    }

    /** Shows a token in the evidence. */
    public Jwt shows(String role, Jwt token, boolean verified) {
        judge.record().token(new SeenToken(role, token, verified));
        return token;
    }

    /**
     * Waits for anything that is no exchange, until one attempt holds. It is judged only where it does not come; what is
     * found may become an expectation.
     *
     * @param what what is waited for, in words
     * @param attempt makes one fresh attempt
     * @param reading says whether it held and what it saw
     * @return what the last attempt yielded
     */
    public <T> T awaited(String what, Callable<? extends T> attempt, Function<? super T, Observation> reading) {
        try {
            return judge.waited(what, attempt, reading);
        } catch (WaitExpired expired) {
            Judgement never = new Judgement(what, "comes to be so", expired.lastSeen(), null, false, "");
            throw judge.failed(never, String.valueOf(expired.getMessage()));
        }
    }

    /**
     * Waits for something that all scenarios stand on, in full. That it does not come says nothing about any promise.
     *
     * @param what what is waited for, in words
     * @param cure what a person can do where it does not come
     * @param look one fresh look
     * @throws EnvironmentBroken when the limit passes
     */
    public void awaitPlatform(String what, String cure, Callable<Observation> look) {
        try {
            judge.inFull().waited(what, look, Function.identity());
        } catch (WaitExpired expired) {
            throw new EnvironmentBroken(String.valueOf(expired.getMessage()), cure, expired);
        }
    }
}
