package io.meshconformance.reference.proxy.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import io.meshconformance.reference.proxy.config.ProxySettings;
import io.meshconformance.reference.proxy.crypto.AssertionSigningKey;
import io.meshconformance.reference.proxy.fault.Fault;
import io.meshconformance.reference.proxy.fault.Faults;
import io.meshconformance.reference.proxy.session.UserSession;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names the user to the workload: the claims and the signed assertion (facts 4). */
public final class Assertions {
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final String ONE_FOR_ALL = "00000000-0000-4000-8000-000000000000";

    private final Clock clock;

    /** Assertions issued by this clock. */
    public Assertions(Clock clock) {
        this.clock = clock;
    }

    /**
     * The claims about a user for a route. Without a session every claim about the user is empty, and the assertion
     * is signed all the same, as on the real proxy's public routes.
     *
     * @param host the host asked for, without port: issuer and audience
     */
    public Map<String, @Nullable Object> claims(
            ProxySettings settings, Faults faults, String host, Optional<UserSession> session) {
        long issued = clock.instant()
                .minus(faults.has(Fault.EXPIRED_ASSERTION) ? LIFETIME.multipliedBy(2) : Duration.ZERO)
                .getEpochSecond();
        List<String> groups = session.map(user -> user.texts("groups")).orElse(List.of());
        Map<String, @Nullable Object> claims = new TreeMap<>();
        claims.put(
                "iss",
                faults.has(Fault.WRONG_ISSUER) ? settings.authenticateUrl().getHost() : host);
        claims.put("aud", faults.has(Fault.WRONG_AUDIENCE) ? "audience.invalid" : host);
        claims.put(
                "jti",
                faults.has(Fault.REPEATED_JTI) ? ONE_FOR_ALL : UUID.randomUUID().toString());
        claims.put("iat", issued);
        claims.put("exp", issued + LIFETIME.toSeconds());
        claims.put("sub", session.map(UserSession::user).orElse(""));
        claims.put("user", session.map(UserSession::user).orElse(""));
        claims.put("email", session.map(UserSession::email).orElse(""));
        claims.put("groups", groups.isEmpty() && faults.has(Fault.GROUPS_NULL) ? null : groups);
        claims.put("sid", session.map(UserSession::id).orElse(""));
        claims.put("name", session.flatMap(user -> user.joined("name")).orElse(""));
        settings.claimHeaders().values().stream()
                .filter(claim -> !claims.containsKey(claim))
                .forEach(claim ->
                        session.flatMap(user -> user.joined(claim)).ifPresent(value -> claims.put(claim, value)));
        return claims;
    }

    /** The claims, signed. */
    public String sign(ProxySettings settings, Faults faults, Map<String, @Nullable Object> claims) {
        AssertionSigningKey published = settings.signingKey();
        AssertionSigningKey used = faults.has(Fault.FORGED_SIGNATURE)
                ? AssertionSigningKey.derived(settings.sharedSecret(), "forged")
                : published;
        JWSObject assertion = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(published.id())
                        .build(),
                new Payload(Json.text(claims)));
        try {
            assertion.sign(new ECDSASigner(used.jwk()));
        } catch (JOSEException e) {
            throw new IllegalStateException("a P-256 key signs ES256", e);
        }
        return assertion.serialize();
    }

    /** A claim as a header value: lists joined by commas, a missing claim empty. */
    public static String headerValue(@Nullable Object claim) {
        if (claim instanceof List<?> list) {
            return String.join(",", list.stream().map(String::valueOf).toList());
        }
        return claim == null ? "" : String.valueOf(claim);
    }
}
