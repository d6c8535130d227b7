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
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class AnswerSetTest {

    private static final Expectation SERVED = Expectations.status(200);
    private static final Expectation REFUSED = Expectations.status(403);

    private final RecordedTraffic recorded = RecordedTraffic.make();

    @Test
    @DisplayName("each of some answers shows what is expected, and of none at all that is not said")
    void each() {
        AnswerSet both = new AnswerSet(List.of(served(0), refused(10)));
        assertTrue(both.each(SERVED.or(REFUSED)).held());
        assertTrue(
                both.each(SERVED).seen().startsWith("2 answers, 1 of them otherwise: status 403"),
                both.each(SERVED).seen());
        assertFalse(new AnswerSet(List.of()).each(SERVED).held());
        assertEquals(Set.of("at 10"), both.idsOf(REFUSED));
        assertEquals(Set.of("at 10"), both.since(Instant.EPOCH).idsOf(SERVED.or(REFUSED)));
    }

    @Test
    @DisplayName("answers of the application are counted, with the time until the last of them had come")
    void fromTheStart() {
        assertEquals(
                "none of 2",
                new AnswerSet(List.of(refused(0), refused(9)))
                        .noneByTheApplication()
                        .seen());
        String seen = new AnswerSet(List.of(refused(0), served(10), served(30), refused(40)))
                .noneByTheApplication()
                .seen();
        assertTrue(seen.startsWith("2 of 4, until 35 ms after the first request"), seen);
    }

    @Test
    @DisplayName("a refusal from the start holds where it was the first answer, and not where one was served before")
    void refusedFromTheStart() {
        recorded.traffic().refusedFromTheStart(() -> refused(0), REFUSED);
        assertEquals("none of 3", recorded.last().actual());

        var late = List.of(served(0), refused(1), refused(2), refused(3)).iterator();
        assertThrows(AssertionFailedError.class, () -> recorded.traffic().refusedFromTheStart(late::next, REFUSED));
        assertTrue(
                recorded.last().actual().startsWith("1 of 4"), recorded.last().actual());
    }

    private static Exchange served(long millis) {
        return answer(200, Answerer.APPLICATION, millis);
    }

    private static Exchange refused(long millis) {
        return answer(403, Answerer.MESH, millis);
    }

    private static Exchange answer(int status, Answerer by, long millis) {
        return new Exchange(
                "at " + millis,
                new Caller.Browser(null),
                "",
                Request.get("https://app.test/"),
                new Response(status, Headers.none(), ""),
                List.of(),
                new Attribution(by, ""),
                Instant.EPOCH.plusMillis(millis),
                Duration.ofMillis(5));
    }
}
