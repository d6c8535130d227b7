package io.meshconformance.ci.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroundTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "server: https://localhost:32815\\n    name, server: http://127.0.0.1:1\\n    name",
                "server: \\\"https://localhost:32815\\\"\\n    name, server: \\\"http://127.0.0.1:1\\\"\\n    name"
            })
    void theApiServerOfAKeptNodeIsElsewhere(String memory, String moved) {
        assertEquals(moved, Ground.moved(memory, 1));
    }

    @Test
    void aMemoryWithoutAnApiServerIsNone() {
        assertThrows(IllegalArgumentException.class, () -> Ground.moved("{\"server\": \"\"}", 1));
    }
}
