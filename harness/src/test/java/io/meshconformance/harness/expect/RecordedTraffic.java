package io.meshconformance.harness.expect;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.evidence.Caller;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.wait.LearnedLimit;
import io.meshconformance.harness.wait.ShortTimeouts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Traffic of a test that sends nothing, with short limits.
 *
 * @param traffic what is given to the type under test
 * @param record what it took down
 */
public record RecordedTraffic(Traffic traffic, CheckRecord record) {

    /** With nothing taken down yet. */
    public static RecordedTraffic make() {
        var record = new CheckRecord();
        return new RecordedTraffic(new Traffic(ShortTimeouts.make(), () -> record, LearnedLimit::none), record);
    }

    /** A request that was answered with 200 just now. */
    public static Exchange exchange(String id) {
        return new Exchange(
                id,
                new Caller.Browser("alice"),
                "",
                Request.get("https://app.test/"),
                new Response(200, Headers.none(), ""),
                List.of(),
                new Attribution(Answerer.UNKNOWN, ""),
                Instant.now(),
                Duration.ZERO);
    }

    /** What was judged last. */
    public Judgement last() {
        return record.verdicts().get(record.verdicts().size() - 1);
    }
}
