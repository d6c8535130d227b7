package io.meshconformance.harness.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResponseTest {

    private static final String TOKEN = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJlLXNpZ25hdHVyZQ";

    @Test
    void aSummaryHoldsASecretWholeOrNotAtAll() {
        IntStream.range(0, 200).forEach(before -> {
            String summary = with("x ".repeat(before / 2) + "Authorization: Bearer " + TOKEN + " y".repeat(100));

            assertTrue(summary.contains(TOKEN) || !summary.contains("eyJ"), summary);
        });
    }

    @Test
    void aShortBodyStandsWholeAndALongWordNotAtAll() {
        assertEquals("status 200, body \"RBAC: access denied\"", with("RBAC: access\n denied"));
        assertEquals("status 200, no body", with("  "));
        assertFalse(with("a".repeat(1000)).contains("a".repeat(10)), "no piece of it");
    }

    private static String with(String body) {
        return new Response(200, Headers.none(), body).summary();
    }
}
