package io.meshconformance.harness.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.badinput.BadInput;
import io.meshconformance.badinput.Survival;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A token is taken apart as it stands or is none; a damaged one never verifies. */
class JwtProperties {

    private static final SigningKey KEY = SigningKey.es256(new MintedSecrets());
    private static final String TOKEN =
            new TokenMint(KEY, new MintedSecrets()).valid(TokenClaims.of("https://issuer.test", "alice", "a.test"));
    private static final String OTHER = new TokenMint(
                    SigningKey.es256(new MintedSecrets()).called(KEY.keyId()), new MintedSecrets())
            .valid(TokenClaims.of("https://issuer.test", "alice", "a.test"));
    private static final String CLAIMS =
            "{\"iss\":\"a\",\"aud\":[\"b\",\"c\"],\"iat\":1767225600,\"exp\":1767229200,\"n\":{\"x\":[1.0,null]}}";

    @Provide
    Arbitrary<String> tokens() {
        return Arbitraries.oneOf(BadInput.like(TOKEN, "Bearer " + TOKEN, "eyJhbGciOiJub25lIn0.e30."), BadInput.texts());
    }

    @Provide
    Arbitrary<String> documents() {
        return BadInput.like(CLAIMS);
    }

    @Property
    @Label("a damaged token is none, or says what the sound one says")
    void tokens(@ForAll("tokens") String text) {
        Optional<Jwt> parsed = Survival.of(() -> Jwt.parse(text), IllegalArgumentException.class);
        Survival.of(() -> Jwt.inHeader(text));
        parsed.ifPresent(token -> {
            boolean verified =
                    Survival.of(() -> token.verifiesAgainst(KEY.publicJwks())).orElseThrow();
            assertTrue(!verified || token.claims().equals(Jwt.parse(TOKEN).claims()), text);
            Survival.of(token::lifetime);
        });
    }

    @Property
    @Label("claims are one JSON object in which no name comes twice, and lose nothing")
    void claims(@ForAll("documents") String json) {
        Optional<Jwt> parsed = Survival.of(
                () -> Jwt.parse(section("{\"alg\":\"ES256\"}") + "." + section(json) + ".AA"),
                IllegalArgumentException.class);
        parsed.ifPresent(token -> {
            assertTrue(token.claims().isObject());
            Survival.of(token::lifetime);
            token.claims().fieldNames().forEachRemaining(token::isInteger);
        });
        // A number beyond all doubles cannot be written again, nor can half a surrogate pair.
        parsed = parsed.filter(token -> !token.claims().toString().contains("Infinity"))
                .filter(token -> StandardCharsets.UTF_8
                        .newEncoder()
                        .canEncode(token.claims().toString()));
        assertEquals(
                parsed.map(Jwt::claims),
                parsed.map(token -> Jwt.parse(
                                section("{}") + "." + section(token.claims().toString()) + ".")
                        .claims()));
    }

    @Property
    @Label("a damaged key set is refused, or verifies nothing that it did not before")
    void keySets(@ForAll("keySets") String jwks) {
        Jwt other = Jwt.parse(OTHER);
        Survival.of(() -> other.verifiesAgainst(jwks), IllegalArgumentException.class)
                .ifPresent(verified -> assertFalse(verified, jwks));
    }

    @Provide
    Arbitrary<String> keySets() {
        return BadInput.like(KEY.publicJwks());
    }

    private static String section(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
