package io.meshconformance.harness.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtTest {

    private static final String HEADER = section("{}");

    @ParameterizedTest
    @DisplayName("claims that two readers would read differently are none")
    @ValueSource(strings = {"{\"iss\":\"a\",\"iss\":\"b\"}", "{} {}", "{}x", "[]", "", "null"})
    void twofold(String claims) {
        String token = HEADER + "." + section(claims) + ".AA";
        assertThrows(IllegalArgumentException.class, () -> Jwt.parse(token));
    }

    @Test
    @DisplayName("a section is written without padding")
    void padded() {
        assertThrows(IllegalArgumentException.class, () -> Jwt.parse(HEADER + ".e30=.AA"));
        assertEquals("{}", Jwt.parse(HEADER + ".e30.AA").claims().toString());
    }

    @Test
    @DisplayName("a lifetime beyond all numbers is none, and not what is left of it")
    void lifetime() {
        assertEquals(Optional.of(Duration.ofSeconds(5)), lifetime("10", "15"));
        assertEquals(Optional.empty(), lifetime("0", "18446744073709551621"));
        assertEquals(Optional.empty(), lifetime("-9223372036854775808", "9223372036854775807"));
    }

    @ParameterizedTest
    @DisplayName("a key set that is none is refused by name")
    @ValueSource(strings = {"", "null", "[]", "{", "\uFEFF"})
    void noKeySet(String jwks) {
        Jwt token = Jwt.parse(HEADER + ".e30.AA");
        assertThrows(IllegalArgumentException.class, () -> token.verifiesAgainst(jwks));
    }

    private static Optional<Duration> lifetime(String from, String to) {
        return Jwt.parse(HEADER + "." + section("{\"iat\":" + from + ",\"exp\":" + to + "}") + ".")
                .lifetime();
    }

    private static String section(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
