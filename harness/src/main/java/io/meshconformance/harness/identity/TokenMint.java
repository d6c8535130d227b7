package io.meshconformance.harness.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Makes tokens: the right one, and each wrong one that differs from it in exactly one thing. Every token is registered
 * as a secret.
 */
public final class TokenMint {

    /** Far beyond the 60 seconds that Envoy forgives. */
    private static final Duration FAR = Duration.ofHours(1);

    private static final String DUMMY_SIGNATURE = "AAAA";

    private final SigningKey key;
    private final MintedSecrets secrets;
    private final Clock clock;

    /** A mint that signs with this key by the system's clock. */
    public TokenMint(SigningKey key, MintedSecrets secrets) {
        this(key, secrets, Clock.systemUTC());
    }

    TokenMint(SigningKey key, MintedSecrets secrets, Clock clock) {
        this.key = key;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** The key whose public half makes this mint's tokens valid. */
    public SigningKey key() {
        return key;
    }

    /** A token with nothing wrong about it, in compact form. */
    public String valid(TokenClaims claims) {
        return signed(claims, Instant.now(clock), key);
    }

    /** A token with exactly one thing wrong about it, in compact form. */
    public String flawed(Flaw flaw, TokenClaims claims) {
        Instant now = Instant.now(clock);
        return switch (flaw) {
            case EXPIRED -> signed(claims, now.minus(FAR).minus(claims.lifetime()), key);
            case NOT_YET_VALID ->
                signed(
                        claims.with("nbf", now.plus(FAR).getEpochSecond()).livingFor(FAR.plus(claims.lifetime())),
                        now,
                        key);
            case MALFORMED -> minted(withoutSignature(valid(claims)));
            case WRONG_ISSUER -> valid(claims.from("issuer-nobody-configured.test"));
            case WITHOUT_ISSUER -> valid(claims.without("iss"));
            case WITHOUT_AUDIENCE -> valid(claims.without("aud"));
            case OTHER_CLAIMS -> minted(withSection(1, payload(claims.about("root"), now), valid(claims)));
            case UNREADABLE_HEADER -> minted(withSection(0, "no JSON", valid(claims)));
            case UNREADABLE_CLAIMS -> minted(withSection(1, "no JSON", valid(claims)));
            case WRONG_AUDIENCE ->
                valid(
                        claims.audienceAsList()
                                ? claims.forAudiences("audience-nobody-configured.test")
                                : claims.forAudience("audience-nobody-configured.test"));
            case FOREIGN_KEY -> signed(claims, now, key.forgery());
            case UNKNOWN_KEY_ID ->
                signed(claims, now, key.forgery().called(UUID.randomUUID().toString()));
            case UNSUPPORTED_ALGORITHM -> dummySigned("ES256K", claims, now);
            case UNSIGNED -> dummySigned("none", claims, now);
            case SYMMETRIC_WITH_PUBLIC_KEY -> symmetric(claims, now);
        };
    }

    private String signed(TokenClaims claims, Instant issuedAt, SigningKey with) {
        try {
            return serialized(with.jwsAlgorithm(), with.signer(), claims, issuedAt, with.keyId());
        } catch (JOSEException e) {
            throw new IllegalStateException("A key made here cannot sign", e);
        }
    }

    private String symmetric(TokenClaims claims, Instant issuedAt) {
        try {
            JWSSigner signer = new MACSigner(key.publicKeyPem().getBytes(StandardCharsets.UTF_8));
            return serialized(JWSAlgorithm.HS256, signer, claims, issuedAt, key.keyId());
        } catch (JOSEException e) {
            throw new IllegalStateException("A public key's PEM cannot serve as a symmetric key", e);
        }
    }

    private String serialized(
            JWSAlgorithm algorithm, JWSSigner signer, TokenClaims claims, Instant issuedAt, String keyId)
            throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(algorithm)
                .type(JOSEObjectType.JWT)
                .keyID(keyId)
                .build();
        JWSObject token = new JWSObject(header, new Payload(payload(claims, issuedAt)));
        token.sign(signer);
        return minted(token.serialize());
    }

    /** Written by hand, because no library signs with what it does not support. */
    private String dummySigned(String algorithm, TokenClaims claims, Instant issuedAt) {
        String header = json(Map.of("alg", algorithm, "typ", "JWT", "kid", key.keyId()));
        return minted(
                Base64URL.encode(header) + "." + Base64URL.encode(payload(claims, issuedAt)) + "." + DUMMY_SIGNATURE);
    }

    private static String withoutSignature(String token) {
        return token.substring(0, token.lastIndexOf('.'));
    }

    private static String withSection(int index, String text, String token) {
        String[] sections = token.split("\\.");
        sections[index] = Base64URL.encode(text).toString();
        return String.join(".", sections);
    }

    private static String payload(TokenClaims claims, Instant issuedAt) {
        return json(claims.issued(issuedAt));
    }

    private static String json(Map<String, Object> object) {
        try {
            return new ObjectMapper().writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("These claims cannot be written as JSON: " + object.keySet(), e);
        }
    }

    private String minted(String token) {
        return secrets.register("token", token);
    }
}
