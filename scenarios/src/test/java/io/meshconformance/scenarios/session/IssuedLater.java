package io.meshconformance.scenarios.session;

import io.meshconformance.harness.expect.EchoedHeaders;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.identity.Jwt;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.wait.Observation;
import java.time.Duration;
import java.util.function.Supplier;

/** Tells by the proxy's own clock how long after another an assertion was issued. */
final class IssuedLater {

    private IssuedLater() {}

    /**
     * The workload was sent an assertion that is later than another.
     *
     * @param earlier the other, asked for with each answer
     * @param by how much later
     */
    static Expectation than(Supplier<Jwt> earlier, Duration by) {
        return Expectation.that("an assertion issued " + by.toSeconds() + " s after the first or later", told -> {
            long passed = issued(Jwt.parse(EchoedHeaders.in(told).first(Proxy.ASSERTION))) - issued(earlier.get());
            return new Observation(passed >= by.toSeconds(), "issued " + passed + " s after the first");
        });
    }

    private static long issued(Jwt assertion) {
        return assertion.claims().path("iat").asLong();
    }
}
