package io.meshconformance.harness.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token taken apart. Header and claims are kept as the JSON they were, since how a number or a list is written is
 * part of what is judged.
 *
 * @param compact the token as it came
 * @param header its first section
 * @param claims its second section
 */
public record Jwt(String compact, JsonNode header, JsonNode claims) {

    /** A name that comes twice, or text behind the object, is read differently by different readers. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Takes a token apart without verifying it.
     *
     * @throws IllegalArgumentException when it does not have three sections, or the first two are no JSON objects in
     *     base64url without padding (RFC 7515, section 2)
     */
    public static Jwt parse(String compact) {
        String[] sections = compact.split("\\.", -1);
        if (sections.length != 3) {
            throw new IllegalArgumentException("A token has three sections, this one has " + sections.length);
        }
        return new Jwt(compact, object(sections[0], "header"), object(sections[1], "claims"));
    }

    /** The token that is a header's value, behind the name of a scheme or without one; empty when there is none. */
    public static Optional<Jwt> inHeader(String value) {
        try {
            return Optional.of(parse(value.substring(value.indexOf(' ') + 1)));
        } catch (IllegalArgumentException notAToken) {
            return Optional.empty();
        }
    }

    /** A header parameter that is a string, such as {@code kid}; empty when it is absent or no string. */
    public Optional<String> headerText(String parameter) {
        JsonNode value = header.get(parameter);
        return value != null && value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    /** Whether a claim is a JSON number written as an integer, neither 1.7e9 nor 1.0 nor a string. */
    public boolean isInteger(String claim) {
        JsonNode value = claims.get(claim);
        return value != null && value.isIntegralNumber();
    }

    /** The audiences; one may stand by itself (RFC 7519, section 4.1.3). */
    public List<String> audiences() {
        JsonNode claim = claims.path("aud");
        return claim.isArray()
                ? claim.valueStream().map(JsonNode::asText).toList()
                : claim.isMissingNode() ? List.of() : List.of(claim.asText());
    }

    /** From {@code iat} to {@code exp}; empty when one of them is not an integer, or no duration is so long. */
    public Optional<Duration> lifetime() {
        if (!isInteger("iat") || !isInteger("exp")) {
            return Optional.empty();
        }
        BigInteger seconds =
                claims.get("exp").bigIntegerValue().subtract(claims.get("iat").bigIntegerValue());
        return seconds.bitLength() < Long.SIZE
                ? Optional.of(Duration.ofSeconds(seconds.longValue()))
                : Optional.empty();
    }

    /**
     * Whether its signature was made by a key of this set, found by key id. A token that cannot be verified at all, such
     * as an unsigned one, was not.
     *
     * @param jwks a key set in JSON, as fetched from the proxy's well-known path
     * @throws IllegalArgumentException when the key set cannot be read
     */
    public boolean verifiesAgainst(String jwks) {
        JWKSet published = keySet(jwks);
        try {
            JWSObject token = JWSObject.parse(compact);
            JWSHeader signed = token.getHeader();
            Optional<JWSVerifier> verifier = verifier(published.getKeyByKeyId(signed.getKeyID()));
            return verifier.isPresent()
                    && verifier.get().supportedJWSAlgorithms().contains(signed.getAlgorithm())
                    && token.verify(verifier.get());
        } catch (ParseException | JOSEException unverifiable) {
            return false;
        }
    }

    /** Header and claims, without the signature: what may be printed of it still goes through redaction. */
    @Override
    public String toString() {
        return header + "." + claims;
    }

    private static JWKSet keySet(String jwks) {
        try {
            Map<String, Object> set = JSONObjectUtils.parse(jwks);
            if (set == null) {
                throw new IllegalArgumentException("No key set: it is empty");
            }
            return JWKSet.parse(set);
        } catch (ParseException e) {
            throw new IllegalArgumentException("No key set: " + e.getMessage(), e);
        }
    }

    private static Optional<JWSVerifier> verifier(@Nullable JWK key) throws JOSEException {
        if (key instanceof ECKey ec) {
            return Optional.of(new ECDSAVerifier(ec));
        }
        return key instanceof RSAKey rsa ? Optional.of(new RSASSAVerifier(rsa)) : Optional.empty();
    }

    private static JsonNode object(String section, String what) {
        if (section.endsWith("=")) {
            throw new IllegalArgumentException("The token's " + what + " is padded");
        }
        try {
            byte[] raw = Base64.getUrlDecoder().decode(section);
            JsonNode node = JSON.readTree(new String(raw, StandardCharsets.UTF_8));
            if (!node.isObject()) {
                throw new IllegalArgumentException("The token's " + what + " is no JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The token's " + what + " is no JSON", e);
        }
    }
}
