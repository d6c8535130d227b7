package io.meshconformance.harness.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshconformance.harness.expect.Attempt;
import io.meshconformance.harness.expect.CheckRecord;
import io.meshconformance.harness.expect.Picture;
import io.meshconformance.harness.expect.Verdict;
import io.meshconformance.harness.http.Answerer;
import io.meshconformance.harness.http.Attribution;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.identity.SigningKey;
import io.meshconformance.harness.identity.TokenClaims;
import io.meshconformance.harness.identity.TokenMint;
import io.meshconformance.harness.istio.RequestLogs;
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

        JsonNode told = evidence.of(record, around(RequestLogs.none(), 1, 0)).path("screenshots");

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
                evidence.of(record, around(RequestLogs.none(), 2_000, 300)).path("timings");

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
                .put("token_issuer", "a.test")
                .put("token_subject", "alice")
                .put("token_audience", "a.test")
                .put("response_code_details", "rbac_access_denied_matched_policy[none]");

        JsonNode hops = evidence.of(
                        record, around(new RequestLogs(Map.of(), Map.of("id-1", List.of(entry)), true), 1, 0))
                .path("hops");

        assertEquals(4, hops.size());
        assertEquals("the session of alice", hops.get(1).path("identity").asText());
        assertEquals("passes it on", hops.get(1).path("decision").asText());
        assertEquals(
                "peer spiffe://cluster.local/ns/pomerium/sa/proxy, token of a.test/alice for a.test",
                hops.get(2).path("identity").asText());
        assertEquals(
                "answers 403, known by its body, rbac_access_denied_matched_policy[none]",
                hops.get(2).path("decision").asText());
        assertEquals("saw nothing of it", hops.get(3).path("decision").asText());
    }

    @Test
    void eachWaitShowsItsLastAnswerAlsoWhereTwoWaitForTheSame() {
        attempt("refused", 1, false, 0, 10);
        attempt("refused", 2, true, 10, 20);
        record.exchange(exchange("second-1", 20, 30));
        record.attempt(new Attempt(
                "refused", 1, true, "", "second-1", Instant.EPOCH.plusMillis(20), Instant.EPOCH.plusMillis(30)));

        JsonNode shown = evidence.of(record, around(RequestLogs.none(), 1, 0)).path("exchanges");

        assertEquals(List.of("refused2", "second-1"), shown.findValuesAsText("id"));
    }

    @Test
    void whatAVerdictNamesIsShownAndTheLastRefusalThatWasJudgedIsTheWayThatIsDrawn() {
        record.exchange(exchange("denied", 0, 1));
        record.expectation(new Verdict("GET by browser of alice", "denied", "403", "the mesh", true, "denied"));
        record.exchange(served("marker"));
        record.exchange(served("afterwards"));
        record.expectation(new Verdict("GET by browser of alice", "served", "200", "", true, "afterwards"));

        JsonNode tree = evidence.of(record, around(RequestLogs.none(), 1, 0));

        assertTrue(tree.path("hops").toString().contains("answers 403"), tree.path("hops")::toString);
    }

    @Test
    void ofAWorkloadThatKeepsNoLogNothingIsSaid() {
        record.exchange(exchange("denied", 0, 1));

        JsonNode silent = evidence.of(record, around(RequestLogs.none(), 1, 0));
        JsonNode telling = evidence.of(record, around(new RequestLogs(Map.of(), Map.of(), true), 1, 0));

        assertFalse(silent.path("exchanges").get(0).has("backendSaw"));
        assertTrue(telling.path("exchanges").get(0).path("backendSaw").isEmpty());
        assertTrue(telling.path("exchanges").get(0).has("backendSaw"));
    }

    @Test
    void aTokenThatWasSentIsDecodedOnceAndItsSignatureIsSaid() {
        TokenMint mint = new TokenMint(SigningKey.es256(secrets), secrets);
        String token = mint.valid(TokenClaims.of("issuer.test", "alice", "shop.test"));
        Exchange sent = new Exchange(
                "sent",
                "pod",
                "",
                Request.get("https://a.test/").bearing(token),
                new Response(200, Headers.none(), ""),
                List.of(),
                new Attribution(Answerer.APPLICATION, ""),
                Instant.EPOCH,
                Duration.ZERO);
        record.exchange(sent);
        record.exchange(sent);

        JsonNode tokens = evidence.of(
                        record,
                        new CheckEvidence.CheckContext(
                                RequestLogs.none(),
                                List.of(),
                                one -> one.verifiesAgainst(mint.key().publicJwks()),
                                1,
                                0))
                .path("tokens");

        assertEquals(1, tokens.size());
        assertEquals("alice", tokens.get(0).at("/claims/sub").asText());
        assertEquals(mint.key().keyId(), tokens.get(0).path("verifiedWith").asText());
        assertFalse(tokens.toString().contains(token));
    }

    @Test
    void aLongBodyIsCutOnlyAfterItsSecretsAreOut() {
        secrets.register("planted", SECRET);
        record.exchange(new Exchange(
                "long",
                "pod",
                "",
                Request.get("https://a.test/"),
                new Response(200, Headers.none(), "x".repeat(3990) + " " + SECRET),
                List.of(),
                new Attribution(Answerer.APPLICATION, ""),
                Instant.EPOCH,
                Duration.ZERO));

        String told = evidence.of(record, around(RequestLogs.none(), 1, 0)).toString();

        assertFalse(told.contains(SECRET.substring(0, 5)), "not even its beginning");
    }

    private static Exchange served(String id) {
        return new Exchange(
                id,
                "pod",
                "",
                Request.get("https://a.test/"),
                new Response(200, Headers.none(), "page"),
                List.of(),
                new Attribution(Answerer.APPLICATION, ""),
                Instant.EPOCH,
                Duration.ZERO);
    }

    private static CheckEvidence.CheckContext around(RequestLogs logs, long millis, long applyMillis) {
        return new CheckEvidence.CheckContext(logs, List.of(), token -> false, millis, applyMillis);
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
