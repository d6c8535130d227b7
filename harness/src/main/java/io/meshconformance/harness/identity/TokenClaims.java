package io.meshconformance.harness.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a token says, before it is signed.
 *
 * @param issuer {@code iss}
 * @param subject {@code sub}
 * @param audiences {@code aud}, at least one
 * @param audienceAsList whether {@code aud} is written as a list even when there is only one
 * @param lifetime from now until {@code exp}
 * @param more further claims, in order
 */
public record TokenClaims(
        String issuer,
        String subject,
        List<String> audiences,
        boolean audienceAsList,
        Duration lifetime,
        Map<String, Object> more) {

    /** How long the proxy's own assertions live (facts: {@code exp = iat + 300}). */
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    /** In the place of a value: the claim is not written. */
    private static final Object LEFT_OUT = new Object();

    /**
     * Copies what it is given.
     *
     * @throws IllegalArgumentException without an audience
     */
    public TokenClaims {
        if (audiences.isEmpty()) {
            throw new IllegalArgumentException("A token of this suite has at least one audience");
        }
        audiences = List.copyOf(audiences);
        more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
    }

    /** As the proxy writes it: one audience as a string, five minutes to live. */
    public static TokenClaims of(String issuer, String subject, String audience) {
        return new TokenClaims(issuer, subject, List.of(audience), false, LIFETIME, Map.of());
    }

    /**
     * What another token says of its issuer, user and audiences, to be said by a token of one's own.
     *
     * @throws IllegalArgumentException where it names no audience
     */
    public static TokenClaims like(Jwt other) {
        JsonNode said = other.claims();
        return new TokenClaims(
                said.path("iss").asText(),
                said.path("sub").asText(),
                other.audiences(),
                said.path("aud").isArray(),
                LIFETIME,
                Map.of("email", said.path("email").asText()));
    }

    /** The same with the audience written as a list of these. */
    public TokenClaims forAudiences(String... listed) {
        return new TokenClaims(issuer, subject, List.of(listed), true, lifetime, more);
    }

    /** The same for one audience, written as a string. */
    public TokenClaims forAudience(String audience) {
        return new TokenClaims(issuer, subject, List.of(audience), false, lifetime, more);
    }

    /** The same from another issuer. */
    public TokenClaims from(String otherIssuer) {
        return new TokenClaims(otherIssuer, subject, audiences, audienceAsList, lifetime, more);
    }

    /** The same about another subject. */
    public TokenClaims about(String otherSubject) {
        return new TokenClaims(issuer, otherSubject, audiences, audienceAsList, lifetime, more);
    }

    /** The same with one more claim. */
    public TokenClaims with(String claim, Object value) {
        Map<String, Object> claims = new LinkedHashMap<>(more);
        claims.put(claim, value);
        return new TokenClaims(issuer, subject, audiences, audienceAsList, lifetime, claims);
    }

    /** The same without a claim that tokens have otherwise. */
    public TokenClaims without(String claim) {
        return with(claim, LEFT_OUT);
    }

    /** Everything the token says when it is issued at this moment, in order. */
    Map<String, Object> issued(Instant at) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("iss", issuer);
        all.put("sub", subject);
        all.put("aud", audienceAsList ? audiences : audiences.get(0));
        all.put("iat", at.getEpochSecond());
        all.put("exp", at.plus(lifetime).getEpochSecond());
        all.put("jti", UUID.randomUUID().toString());
        all.putAll(more);
        all.values().removeIf(value -> value == LEFT_OUT);
        return all;
    }

    /** The same with another lifetime. */
    public TokenClaims livingFor(Duration other) {
        return new TokenClaims(issuer, subject, audiences, audienceAsList, other, more);
    }
}
