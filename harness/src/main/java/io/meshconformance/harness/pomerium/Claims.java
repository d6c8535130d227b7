package io.meshconformance.harness.pomerium;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.identity.Jwt;
import io.meshconformance.harness.wait.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is expected of an assertion, claim by claim; each expectation is recorded. */
public final class Claims {

    /**
     * One expectation of an assertion.
     *
     * @param subject what is looked at
     * @param expected what it should be
     * @param judge looks
     */
    public record Claim(String subject, String expected, Function<Jwt, Observation> judge) {}

    private static final Duration SKEW = Duration.ofSeconds(60);

    private final Jwt assertion;
    private final Traffic traffic;

    private Claims(Jwt assertion, Traffic traffic) {
        this.assertion = assertion;
        this.traffic = traffic;
    }

    /**
     * Looks at an assertion.
     *
     * @param assertion the assertion
     * @param traffic where expectations are recorded
     */
    public static Claims of(Jwt assertion, Traffic traffic) {
        return new Claims(assertion, traffic);
    }

    /**
     * Expects some claims.
     *
     * @param expected each of them
     */
    public Claims have(Claim... expected) {
        for (Claim claim : expected) {
            traffic.expect(claim.subject(), claim.expected(), claim.judge().apply(assertion));
        }
        return this;
    }

    /**
     * Expects a signature by a key of a set.
     *
     * @param algorithm the header's {@code alg}
     * @param keySet the published set, in JSON
     */
    public Claims signedBy(String algorithm, String keySet) {
        String named = assertion.headerText("alg").orElse("none");
        boolean verified = assertion.verifiesAgainst(keySet);
        traffic.expect(
                "the assertion's signature",
                algorithm + ", verified by a key of the published set",
                new Observation(
                        named.equals(algorithm) && verified, named + (verified ? ", verified" : ", not verified")));
        return this;
    }

    /**
     * Expects a claim to be another one in each assertion.
     *
     * @param other an assertion of another request
     * @param name the claim
     */
    public Claims differFrom(Jwt other, String name) {
        boolean differs = !value(assertion, name).equals(value(other, name));
        traffic.expect(
                "the claim " + name, "another in each", new Observation(differs, differs ? "another" : "the same"));
        return this;
    }

    /**
     * Expects a claim to be the same in two assertions.
     *
     * @param other an assertion of another request
     * @param name the claim
     */
    public Claims shareWith(Jwt other, String name) {
        boolean same = value(assertion, name).equals(value(other, name));
        traffic.expect("the claim " + name, "the same in both", new Observation(same, same ? "the same" : "another"));
        return this;
    }

    /**
     * A claim that is a string of this value.
     *
     * @param name its name
     * @param expected its value
     */
    public static Claim claim(String name, String expected) {
        return new Claim("the claim " + name, "the string " + expected, assertion -> {
            JsonNode value = value(assertion, name);
            return new Observation(value.isTextual() && value.asText().equals(expected), value.toString());
        });
    }

    /** A claim that is a string with something in it. */
    public static Claim present(String name) {
        return new Claim("the claim " + name, "a string that is not empty", assertion -> {
            JsonNode value = value(assertion, name);
            return new Observation(value.isTextual() && !value.asText().isEmpty(), value.toString());
        });
    }

    /** A claim that is an integer, written as one. */
    public static Claim integer(String name) {
        return new Claim(
                "the claim " + name,
                "an integer",
                assertion -> new Observation(
                        assertion.isInteger(name), value(assertion, name).toString()));
    }

    /**
     * A claim that is a list of these strings and no others, in any order.
     *
     * @param name its name
     * @param entries what is in it; none for a list that is there and empty
     */
    public static Claim list(String name, String... entries) {
        List<String> expected = Stream.of(entries).sorted().toList();
        return new Claim("the claim " + name, "the list " + expected + ", in any order", assertion -> {
            JsonNode value = value(assertion, name);
            List<String> seen = value.valueStream().map(Claims::entry).sorted().toList();
            return new Observation(value.isArray() && seen.equals(expected), value.toString());
        });
    }

    /**
     * The time from issue to expiry.
     *
     * @param expected how long
     */
    public static Claim lifetime(Duration expected) {
        return new Claim("from iat to exp", expected.toSeconds() + " s", assertion -> {
            String seen = assertion
                    .lifetime()
                    .map(lifetime -> lifetime.toSeconds() + " s")
                    .orElse("not two integers");
            return new Observation(assertion.lifetime().filter(expected::equals).isPresent(), seen);
        });
    }

    /** Issued by now and not yet expired, give or take the clock skew that the mesh allows (Envoy, jwt_authn: 60 s). */
    public static Claim inForce() {
        return new Claim("from iat to exp", "now lies between", assertion -> {
            Instant now = Instant.now();
            Instant issued = Instant.ofEpochSecond(value(assertion, "iat").asLong());
            Instant expires = Instant.ofEpochSecond(value(assertion, "exp").asLong());
            boolean held = issued.isBefore(now.plus(SKEW)) && expires.isAfter(now.minus(SKEW));
            return new Observation(held, issued + " to " + expires + ", at " + now);
        });
    }

    /** A number or null never equals a string that reads like it. */
    private static String entry(JsonNode node) {
        return node.isTextual() ? node.asText() : "no string: " + node;
    }

    private static JsonNode value(Jwt assertion, String name) {
        return assertion.claims().path(name);
    }
}
