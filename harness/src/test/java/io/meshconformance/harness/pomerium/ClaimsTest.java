package io.meshconformance.harness.pomerium;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshconformance.harness.identity.Jwt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("a list is judged by all that is in it, whatever the order")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"groups\":[\"b\",\"a\"]}   | true",
                "{\"groups\":[\"a\"]}           | false",
                "{\"groups\":[\"a\",\"b\",\"c\"]} | false",
                "{\"groups\":[\"a\",\"a\",\"b\"]} | false",
                "{\"groups\":\"a\"}             | false",
                "{}                             | false"
            })
    void list(String claims, boolean held) {
        assertEquals(held, holds(Claims.list("groups", "a", "b"), claims));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("an empty list is a list: neither absent, nor null, nor with an empty entry")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"groups\":[]}     | true",
                "{\"groups\":[\"\"]} | false",
                "{\"groups\":[\"a\"]} | false",
                "{\"groups\":null}   | false",
                "{}                  | false"
            })
    void emptyList(String claims, boolean held) {
        assertEquals(held, holds(Claims.list("groups"), claims));
    }

    private static boolean holds(Claims.Claim claim, String claims) {
        try {
            return claim.judge()
                    .apply(new Jwt("", JSON.createObjectNode(), JSON.readTree(claims)))
                    .held();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
