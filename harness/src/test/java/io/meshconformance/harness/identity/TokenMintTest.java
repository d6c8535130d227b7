package io.meshconformance.harness.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenMintTest {

    private static final TokenClaims CLAIMS =
            TokenClaims.of("shop.test", "alice", "shop.test").with("groups", List.of("a", "b"));
    private static final long SKEW = 60;

    private final MintedSecrets secrets = new MintedSecrets();
    private final SigningKey key = SigningKey.es256(secrets);
    private final TokenMint mint = new TokenMint(key, secrets);

    @Test
    @DisplayName("a valid token verifies and says what it was told to say, as the proxy would write it")
    void valid() {
        Jwt token = Jwt.parse(mint.valid(CLAIMS));

        assertTrue(token.verifiesAgainst(key.publicJwks()));
        assertEquals("ES256", token.headerText("alg").orElseThrow());
        assertEquals(key.keyId(), token.headerText("kid").orElseThrow());
        assertEquals("shop.test", token.claims().path("aud").asText());
        assertEquals("alice", token.claims().path("sub").asText());
        assertEquals(Duration.ofMinutes(5), token.lifetime().orElseThrow());
        assertTrue(token.claims().path("groups").isArray());
        assertTrue(isValidNow(token));
    }

    @Test
    @DisplayName("RSA keys sign with RS256")
    void rsa() {
        SigningKey rsa = SigningKey.rs256(secrets);
        Jwt token = Jwt.parse(new TokenMint(rsa, secrets).valid(CLAIMS));

        assertEquals("RS256", token.headerText("alg").orElseThrow());
        assertTrue(token.verifiesAgainst(SigningKey.publicJwks(List.of(key, rsa))));
        assertFalse(token.verifiesAgainst(key.publicJwks()));
        assertTrue(rsa.privateKeyPem().startsWith("-----BEGIN RSA PRIVATE KEY-----"));
    }

    @Test
    @DisplayName("an audience is a string or a list, as asked")
    void audiences() {
        assertTrue(Jwt.parse(mint.valid(CLAIMS.forAudiences("shop.test")))
                .claims()
                .path("aud")
                .isArray());
        assertEquals(
                "[\"a\",\"b\"]",
                Jwt.parse(mint.valid(CLAIMS.forAudiences("a", "b")))
                        .claims()
                        .get("aud")
                        .toString());
        assertFalse(Jwt.parse(mint.valid(CLAIMS)).claims().path("aud").isArray());
    }

    @ParameterizedTest
    @DisplayName("each flaw is there, and it is the only one")
    @EnumSource(Flaw.class)
    void flaws(Flaw flaw) {
        String compact = mint.flawed(flaw, CLAIMS);
        assertTrue(secrets.all().stream().anyMatch(s -> s.value().equals(compact)));
        if (flaw == Flaw.MALFORMED) {
            assertEquals(2, compact.split("\\.").length);
            assertThrows(IllegalArgumentException.class, () -> Jwt.parse(compact));
            return;
        }
        if (flaw == Flaw.UNREADABLE_HEADER || flaw == Flaw.UNREADABLE_CLAIMS) {
            assertEquals(3, compact.split("\\.").length);
            assertThrows(IllegalArgumentException.class, () -> Jwt.parse(compact));
            return;
        }
        Jwt token = Jwt.parse(compact);

        assertEquals(flaw != Flaw.WITHOUT_ISSUER, token.claims().has("iss"));
        assertEquals(flaw != Flaw.WITHOUT_AUDIENCE, token.claims().has("aud"));
        assertEquals(
                flaw != Flaw.WRONG_ISSUER && flaw != Flaw.WITHOUT_ISSUER,
                token.claims().path("iss").asText().equals("shop.test"));
        assertEquals(
                flaw != Flaw.WRONG_AUDIENCE && flaw != Flaw.WITHOUT_AUDIENCE,
                token.claims().path("aud").asText().equals("shop.test"));
        assertEquals(flaw != Flaw.EXPIRED && flaw != Flaw.NOT_YET_VALID, isValidNow(token));
        assertEquals(flaw != Flaw.UNKNOWN_KEY_ID, token.headerText("kid").equals(Optional.of(key.keyId())));
        assertEquals(algorithmOf(flaw), token.headerText("alg").orElseThrow());
        assertEquals(isSignedByTheRightKey(flaw), token.verifiesAgainst(key.publicJwks()));
        assertEquals(
                flaw == Flaw.OTHER_CLAIMS ? "root" : "alice",
                token.claims().path("sub").asText());
    }

    @Test
    @DisplayName("a token is found in a header behind its scheme or alone, and nothing else is taken for one")
    void headers() {
        String compact = mint.valid(CLAIMS);

        assertEquals(compact, Jwt.inHeader("Bearer " + compact).orElseThrow().compact());
        assertEquals(compact, Jwt.inHeader(compact).orElseThrow().compact());
        assertEquals(Optional.empty(), Jwt.inHeader("Basic YWxpY2U6cGFzc3dvcmQ="));
        assertEquals(Optional.empty(), Jwt.inHeader("Bearer " + mint.flawed(Flaw.UNREADABLE_CLAIMS, CLAIMS)));
    }

    @Test
    @DisplayName("the symmetric forgery would fool a verifier that takes the public key for a secret")
    void symmetric() throws Exception {
        JWSObject token = JWSObject.parse(mint.flawed(Flaw.SYMMETRIC_WITH_PUBLIC_KEY, CLAIMS));

        assertTrue(token.verify(new MACVerifier(key.publicKeyPem().getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    @DisplayName("a foreign key claims the right id and is another key")
    void foreignKey() {
        SigningKey forged = key.forgery();

        assertEquals(key.keyId(), forged.keyId());
        assertNotEquals(key.publicKeyPem(), forged.publicKeyPem());
    }

    @Test
    @DisplayName("a key's id is the hexadecimal thumbprint, and its PEM names its curve, as Go requires")
    void keyForms() throws Exception {
        JWK published = JWKSet.parse(key.publicJwks()).getKeys().get(0);

        assertFalse(published.isPrivate());
        assertEquals(
                HexFormat.of().formatHex(published.computeThumbprint("SHA-256").decode()), key.keyId());
        assertTrue(key.privateKeyPem().startsWith("-----BEGIN EC PRIVATE KEY-----"));
        try (PEMParser parser = new PEMParser(new StringReader(key.privateKeyPem()))) {
            PEMKeyPair pair = (PEMKeyPair) parser.readObject();
            assertEquals(
                    "1.2.840.10045.3.1.7",
                    pair.getPrivateKeyInfo()
                            .getPrivateKeyAlgorithm()
                            .getParameters()
                            .toString());
            assertEquals(32, ((ECKey) published).getX().decode().length);
        }
    }

    @Test
    @DisplayName("every private key is registered, line by line")
    void registered() {
        String known = secrets.all().stream().map(MintedSecrets.Secret::value).collect(Collectors.joining("\n"));

        key.privateKeyPem()
                .lines()
                .filter(line -> !line.startsWith("-"))
                .filter(line -> line.length() > 12)
                .forEach(line -> assertTrue(known.contains(line), line));
    }

    @Test
    @DisplayName("numbers that are no integer literals are told apart")
    void integerLiterals() {
        String payload = "{\"iat\":1.7e9,\"exp\":1700000300,\"nbf\":\"1700000000\",\"x\":1.0}";
        Jwt token = Jwt.parse(encoded("{\"alg\":\"ES256\"}") + "." + encoded(payload) + ".AAAA");

        assertFalse(token.isInteger("iat"));
        assertTrue(token.isInteger("exp"));
        assertFalse(token.isInteger("nbf"));
        assertFalse(token.isInteger("x"));
        assertFalse(token.isInteger("missing"));
        assertTrue(token.lifetime().isEmpty());
    }

    @Test
    @DisplayName("users say their claims as the provider's form takes them")
    void users() {
        assertEquals(
                "{\"email\":\"alice@example.com\",\"groups\":[\"admins\"],\"name\":\"Alice\"}",
                User.ALICE.in("admins").claimsJson());
        var odd = new User("bob", "bob@example.com", List.of(), Map.of("email", List.of("b@x")));
        assertTrue(odd.claimsJson().contains("\"email\":[\"b@x\"]"));
        assertFalse(User.MALLORY.claimsJson().contains("groups"));
    }

    private static boolean isSignedByTheRightKey(Flaw flaw) {
        return switch (flaw) {
            case EXPIRED, NOT_YET_VALID, WRONG_ISSUER, WITHOUT_ISSUER, WRONG_AUDIENCE, WITHOUT_AUDIENCE -> true;
            default -> false;
        };
    }

    private static String algorithmOf(Flaw flaw) {
        return switch (flaw) {
            case UNSIGNED -> "none";
            case UNSUPPORTED_ALGORITHM -> "ES256K";
            case SYMMETRIC_WITH_PUBLIC_KEY -> "HS256";
            default -> "ES256";
        };
    }

    private static boolean isValidNow(Jwt token) {
        long now = Instant.now().getEpochSecond();
        long notBefore = token.claims().path("nbf").asLong(0);
        return notBefore <= now + SKEW && token.claims().path("exp").asLong() + SKEW >= now;
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
