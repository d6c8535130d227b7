package io.meshconformance.harness.expect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.evidence.Caller;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A workload's answer tells the headers that it was sent")
class EchoedHeadersTest {

    @Test
    @DisplayName("every value by name, whatever its case, listed or single")
    void values() {
        Exchange told = answer("{\"headers\": {\"X-Twice\": [\"1\", \"2\"], \"x.dotted-one\": \"a\", \"N\": [\"\"]}}");

        assertEquals(List.of("1", "2"), EchoedHeaders.in(told).values().get("x-twice"));
        assertEquals("a", EchoedHeaders.in(told).first("X.Dotted-One"));
        assertTrue(EchoedHeaders.only("n", "").judge(told).held());
        assertTrue(EchoedHeaders.without("X-Three").judge(told).held());
    }

    @Test
    @DisplayName("an underscore in a name is a dash, and what stands beside the dashed name is a second value")
    void underscores() {
        Exchange told =
                answer("{\"headers\": {\"X-Claim-Email\": [\"a\"], \"x_claim_EMAIL\": [\"b\"], \"X_Alone\": [\"c\"]}}");

        assertFalse(EchoedHeaders.only("X-Claim-Email", "a").judge(told).held());
        assertFalse(EchoedHeaders.without("X-Alone").judge(told).held());
        assertTrue(EchoedHeaders.only("X-Alone", "c").judge(told).held());
    }

    @ParameterizedTest
    @DisplayName("an answer that tells none is refused with what it was, and holds no expectation")
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "1",
                "no JSON",
                "{}",
                "{\"headers\": null}",
                "{\"headers\": \"x\"}",
                "{\"headers\": []}"
            })
    void tellsNone(String body) {
        AssertionError refused = assertThrows(AssertionError.class, () -> EchoedHeaders.in(answer(body)));

        String summary = answer(body).answer().summary();
        assertTrue(String.valueOf(refused.getMessage()).endsWith(": " + summary), refused.getMessage());
        Judgement judged = EchoedHeaders.without("x").judge(answer(body));
        assertFalse(judged.held());
        assertEquals(refused.getMessage(), judged.actual());
    }

    private static Exchange answer(String body) {
        return new Exchange(
                "1",
                new Caller.Browser(null),
                "",
                Request.get("https://shop.test/headers"),
                new Response(200, Headers.none(), body),
                List.of(),
                new Attribution(Answerer.APPLICATION, "test"),
                Instant.EPOCH,
                Duration.ZERO);
    }
}
