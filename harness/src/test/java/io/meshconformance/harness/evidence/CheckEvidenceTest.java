package io.meshconformance.harness.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.traffic.Answerer;
import io.meshconformance.harness.traffic.Attempt;
import io.meshconformance.harness.traffic.Attribution;
import io.meshconformance.harness.traffic.CheckRecord;
import io.meshconformance.harness.traffic.Exchange;
import io.meshconformance.harness.traffic.Headers;
import io.meshconformance.harness.traffic.Picture;
import io.meshconformance.harness.traffic.Request;
import io.meshconformance.harness.traffic.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckEvidenceTest {

    private static final String SECRET = "of-this-run-and-nobody-elses";

    private final MintedSecrets secrets = new MintedSecrets();
    private final CheckEvidence evidence = new CheckEvidence(new Redaction(secrets));
    private final CheckRecord record = new CheckRecord();

    @Test
    void aPictureInWhichASecretCanBeReadStaysOut() {
        secrets.register("planted", SECRET);
        record.picture(new Picture("clean", "https://a.test/", "RBAC: access denied", new byte[] {1}));
        record.picture(new Picture("telling", "https://a.test/?state=" + SECRET, "state = " + SECRET, new byte[] {2}));

        JsonNode told = evidence.of(record, RequestLogs.none(), List.of(), 1, 0).path("screenshots");

        assertEquals(Set.of("screenshot-01.png"), evidence.pictures(record).keySet());
        assertEquals(2, told.size(), "what it showed is told all the same");
        assertEquals("screenshot-02.png", told.get(1).path("file").asText());
        assertFalse(told.toString().contains(SECRET));
    }

    @Test
    void whatWasTriedAgainIsCountedAndItsTimeIsTheBarriers() {
        attempt("served", 1, false, 0, 900);
        attempt("served", 2, true, 900, 1_000);
        attempt("served", 3, true, 1_000, 1_100);
        attempt("refused", 1, true, 1_500, 1_600);

        JsonNode timings =
                evidence.of(record, RequestLogs.none(), List.of(), 2_000, 300).path("timings");

        assertEquals(4, timings.path("attempts").asInt());
        assertEquals(1, timings.path("retries").asInt());
        assertEquals(900, timings.path("barrierMillis").asLong());
        assertEquals(800, timings.path("assertMillis").asLong());
        assertEquals(300, timings.path("applyMillis").asLong());
        assertEquals(2, timings.path("waits").size());
        assertEquals(1_100, timings.path("waits").get(0).path("millis").asLong());
    }

    @Test
    void theHopsSayWhatEachKnowsAndWhoDecided() {
        record.exchange(exchange("id-1", 0, 12));
        JsonNode entry = new ObjectNode(JsonNodeFactory.instance)
                .put("downstream_peer", "spiffe://cluster.local/ns/pomerium/sa/proxy")
                .put("response_code_details", "rbac_access_denied_matched_policy[none]");

        JsonNode hops = evidence.of(record, new RequestLogs(Map.of(), Map.of("id-1", List.of(entry))), List.of(), 1, 0)
                .path("hops");

        assertEquals(4, hops.size());
        assertEquals("the session of alice", hops.get(1).path("identity").asText());
        assertEquals("passes it on", hops.get(1).path("decision").asText());
        assertEquals(
                "peer spiffe://cluster.local/ns/pomerium/sa/proxy",
                hops.get(2).path("identity").asText());
        assertEquals(
                "answers 403, known by its body, rbac_access_denied_matched_policy[none]",
                hops.get(2).path("decision").asText());
        assertEquals("saw nothing of it", hops.get(3).path("decision").asText());
    }

    private void attempt(String what, int number, boolean held, long from, long to) {
        String id = what + number;
        record.exchange(exchange(id, from, to));
        record.attempt(
                new Attempt(what, number, held, "", id, Instant.EPOCH.plusMillis(from), Instant.EPOCH.plusMillis(to)));
    }

    private static Exchange exchange(String id, long from, long to) {
        return new Exchange(
                id,
                "browser of alice",
                "",
                Request.get("https://a.test/").with("Cookie", "_pomerium=some-value"),
                new Response(403, Headers.none(), "RBAC: access denied"),
                List.of(),
                new Attribution(Answerer.MESH, "its body"),
                Instant.EPOCH.plusMillis(from),
                Duration.ofMillis(to - from));
    }
}
