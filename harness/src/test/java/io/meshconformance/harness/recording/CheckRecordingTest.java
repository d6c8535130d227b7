package io.meshconformance.harness.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.evidence.Caller;
import io.meshconformance.evidence.CheckEvidence;
import io.meshconformance.evidence.Deed;
import io.meshconformance.evidence.EvidenceFile;
import io.meshconformance.evidence.ExchangeEvidence;
import io.meshconformance.evidence.PathHop;
import io.meshconformance.evidence.PictureEvidence;
import io.meshconformance.evidence.PolicyEvidence;
import io.meshconformance.evidence.TokenEvidence;
import io.meshconformance.evidence.TokenIdentity;
import io.meshconformance.evidence.WorkloadLog.Told;
import io.meshconformance.harness.accesslog.RequestLogs;
import io.meshconformance.harness.accesslog.SidecarEntry;
import io.meshconformance.harness.expect.Attempt;
import io.meshconformance.harness.expect.CheckRecord;
import io.meshconformance.harness.expect.Judgement;
import io.meshconformance.harness.expect.Picture;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.identity.SigningKey;
import io.meshconformance.harness.identity.TokenClaims;
import io.meshconformance.harness.identity.TokenMint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckRecordingTest {

    private static final String SECRET = "of-this-run-and-nobody-elses";

    private static final Caller POD = new Caller.Pod("clients-inside", Caller.Place.INSIDE);

    private final MintedSecrets secrets = new MintedSecrets();
    private final CheckRecording recording = new CheckRecording(new Redaction(secrets));
    private final CheckRecord record = new CheckRecord();

    @Test
    void aPictureInWhichASecretCanBeReadStaysOut() {
        secrets.register("planted", SECRET);
        record.picture(new Picture("clean", "https://a.test/", "RBAC: access denied", new byte[] {1}));
        record.picture(new Picture("telling", "https://a.test/?state=" + SECRET, "state = " + SECRET, new byte[] {2}));

        List<PictureEvidence> told =
                recording.of(record, around(RequestLogs.none(), 1, 0)).pictures();

        assertEquals(Set.of("screenshot-01.png"), recording.pictures(record).keySet());
        assertEquals(2, told.size(), "what it showed is told all the same");
        assertEquals("screenshot-02.png", told.get(1).file());
        assertFalse(told.toString().contains(SECRET));
    }

    @Test
    void whatWasTriedAgainIsCountedAndItsTimeIsTheBarriers() {
        attempt("served", 1, false, 0, 900);
        attempt("served", 2, true, 900, 1_000);
        attempt("served", 3, true, 1_000, 1_100);
        attempt("refused", 1, true, 1_500, 1_600);

        CheckEvidence.Timings timings = Objects.requireNonNull(
                recording.of(record, around(RequestLogs.none(), 2_000, 300)).timings());

        assertEquals(4, timings.attempts());
        assertEquals(1, timings.retries());
        assertEquals(900, timings.barrierMillis());
        assertEquals(800, timings.assertMillis());
        assertEquals(300, timings.applyMillis());
        assertEquals(2, timings.waits().size());
        assertEquals(1_100, timings.waits().get(0).millis());
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

        List<PathHop> hops = recording
                .of(
                        record,
                        around(new RequestLogs(Map.of(), Map.of("id-1", List.of(new SidecarEntry(entry))), true), 1, 0))
                .hops();

        Caller alice = new Caller.Browser("alice");
        assertEquals(
                List.of(
                        new PathHop.Client(alice, "GET", "/", true, List.of(), Deed.ASKED),
                        new PathHop.Proxy(alice, Deed.PASSED),
                        new PathHop.Sidecar(
                                true,
                                "spiffe://cluster.local/ns/pomerium/sa/proxy",
                                new TokenIdentity("a.test", "alice", List.of("a.test")),
                                "rbac_access_denied_matched_policy[none]",
                                Deed.answered(403, "its body")),
                        new PathHop.Workload(Told.DID_NOT_COME, null, null, Deed.UNSEEN)),
                hops);
    }

    @Test
    void aPodGoesRoundTheProxyAndTheWorkloadsLogSaysWhoCame() {
        record.exchange(served("id-1"));
        String line = """
                {"conformance_request":"id-1","assertion":"absent","peer":"By=spiffe://a/b;URI=spiffe://c/d"}""";

        List<PathHop> hops = recording
                .of(record, around(new RequestLogs(Map.of("id-1", List.of(line)), Map.of(), true), 1, 0))
                .hops();

        assertEquals(
                List.of(
                        new PathHop.Client(POD, "GET", "/", false, List.of(), Deed.ASKED),
                        new PathHop.Sidecar(false, null, null, "", Deed.UNSEEN),
                        new PathHop.Workload(Told.CAME, "spiffe://c/d", false, Deed.answered(200, ""))),
                hops);
    }

    @Test
    void thePolicyThatTheSidecarNamedLastIsMarked() {
        record.exchange(exchange("id-1", 0, 12));
        JsonNode entry = new ObjectNode(JsonNodeFactory.instance)
                .put("response_code_details", "rbac_access_denied_matched_policy[ns[a]-policy[deny-all]-rule[0]]");
        List<ConfigMap> policies = List.of(policy("a", "deny-all"), policy("b", "deny-all"), policy("a", "deny"));

        CheckEvidence evidence = recording.of(
                record,
                new CheckRecording.CheckContext(
                        new RequestLogs(Map.of(), Map.of("id-1", List.of(new SidecarEntry(entry))), true),
                        policies,
                        token -> false,
                        1,
                        0));

        assertEquals("rbac_access_denied_matched_policy[ns[a]-policy[deny-all]-rule[0]]", evidence.decision());
        assertEquals(
                List.of(true, false, false),
                evidence.policies().stream().map(PolicyEvidence::decided).toList());
    }

    private static ConfigMap policy(String namespace, String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .build();
    }

    @Test
    void whatIsRecordedIsReadBackAsItIs(@TempDir Path folder) throws IOException {
        record.exchange(exchange("id-1", 0, 12));
        record.expectation(new Judgement(
                "GET by browser of alice", "denied", "403", new Attribution(Answerer.MESH, "its body"), true, "id-1"));
        record.expectation(new Judgement("a claim", "1", "2", null, false, ""));
        record.picture(new Picture("clean", "https://a.test/", "RBAC: access denied", new byte[] {1}));
        JsonNode entry = new ObjectNode(JsonNodeFactory.instance).put("response_code", 403);
        CheckEvidence evidence = recording.of(
                record,
                around(new RequestLogs(Map.of(), Map.of("id-1", List.of(new SidecarEntry(entry))), true), 20, 0));

        Path file = Files.writeString(folder.resolve(CheckEvidence.FILE), EvidenceFile.json(evidence));

        assertEquals(evidence, EvidenceFile.read(file, CheckEvidence.class));
        assertEquals(0, evidence.expectations().get(0).exchange(), "the exchange it was held against, by its place");
        assertNull(evidence.expectations().get(1).exchange(), "a claim was held against none");
    }

    @Test
    void eachWaitShowsItsLastAnswerAlsoWhereTwoWaitForTheSame() {
        attempt("refused", 1, false, 0, 10);
        attempt("refused", 2, true, 10, 20);
        record.exchange(exchange("second-1", 20, 30));
        record.attempt(new Attempt(
                "refused", 1, true, "", "second-1", Instant.EPOCH.plusMillis(20), Instant.EPOCH.plusMillis(30)));

        List<ExchangeEvidence> shown =
                recording.of(record, around(RequestLogs.none(), 1, 0)).exchanges();

        assertEquals(
                List.of("refused2", "second-1"),
                shown.stream().map(ExchangeEvidence::id).toList());
    }

    @Test
    void whatAVerdictNamesIsShownAndTheLastRefusalThatWasJudgedIsTheWayThatIsDrawn() {
        record.exchange(exchange("denied", 0, 1));
        record.expectation(new Judgement(
                "GET by browser of alice",
                "denied",
                "403",
                new Attribution(Answerer.MESH, "its body"),
                true,
                "denied"));
        record.exchange(served("marker"));
        record.exchange(served("afterwards"));
        record.expectation(new Judgement("GET by browser of alice", "served", "200", null, true, "afterwards"));

        List<PathHop> hops =
                recording.of(record, around(RequestLogs.none(), 1, 0)).hops();

        assertEquals(Deed.answered(403, "its body"), hops.get(2).deed());
    }

    @Test
    void whatAWorkloadSawIsToldAsFarAsALogProvesIt() {
        assertEquals(Told.NOTHING, told(RequestLogs.none()));
        assertEquals(Told.DID_NOT_COME, told(new RequestLogs(Map.of(), Map.of(), true)));
        assertEquals(Told.CAME, told(new RequestLogs(Map.of("denied", List.of("GET /")), Map.of(), true)));
        assertEquals(Told.NOT_SENT_ON, told(logged(entry().putNull("upstream_host"))));
        assertEquals(Told.NOT_SENT_ON, told(logged(entry().put("upstream_host", "-"))));
        assertEquals(Told.NOTHING, told(logged(entry().put("upstream_host", "10.42.0.9:80"))));
        assertEquals(Told.NOTHING, told(logged(entry())), "an entry that does not say proves nothing");
    }

    private static ObjectNode entry() {
        return new ObjectNode(JsonNodeFactory.instance);
    }

    private static RequestLogs logged(JsonNode entry) {
        return new RequestLogs(Map.of(), Map.of("denied", List.of(new SidecarEntry(entry))), false);
    }

    private Told told(RequestLogs logs) {
        CheckRecord one = new CheckRecord();
        one.exchange(exchange("denied", 0, 1));
        return recording
                .of(one, around(logs, 1, 0))
                .exchanges()
                .get(0)
                .workload()
                .told();
    }

    @Test
    void aTokenThatWasSentIsDecodedOnceAndItsSignatureIsSaid() {
        TokenMint mint = new TokenMint(SigningKey.es256(secrets), secrets);
        String token = mint.valid(TokenClaims.of("issuer.test", "alice", "shop.test"));
        Exchange sent = new Exchange(
                "sent",
                POD,
                "",
                Request.get("https://a.test/").bearing(token),
                new Response(200, Headers.none(), ""),
                List.of(),
                new Attribution(Answerer.APPLICATION, ""),
                Instant.EPOCH,
                Duration.ZERO);
        record.exchange(sent);
        record.exchange(sent);

        List<TokenEvidence> tokens = recording
                .of(
                        record,
                        new CheckRecording.CheckContext(
                                RequestLogs.none(),
                                List.of(),
                                one -> one.verifiesAgainst(mint.key().publicJwks()),
                                1,
                                0))
                .tokens();

        assertEquals(1, tokens.size());
        assertEquals("alice", tokens.get(0).claims().get("sub"));
        assertEquals(mint.key().keyId(), tokens.get(0).verifiedWith());
        assertFalse(tokens.toString().contains(token));
    }

    @Test
    void aLongBodyIsCutOnlyAfterItsSecretsAreOut() {
        secrets.register("planted", SECRET);
        record.exchange(new Exchange(
                "long",
                POD,
                "",
                Request.get("https://a.test/"),
                new Response(200, Headers.none(), "x".repeat(3990) + " " + SECRET),
                List.of(),
                new Attribution(Answerer.APPLICATION, ""),
                Instant.EPOCH,
                Duration.ZERO));

        String told = recording.of(record, around(RequestLogs.none(), 1, 0)).toString();

        assertFalse(told.contains(SECRET.substring(0, 5)), "not even its beginning");
    }

    private static Exchange served(String id) {
        return new Exchange(
                id,
                POD,
                "",
                Request.get("https://a.test/"),
                new Response(200, Headers.none(), "page"),
                List.of(),
                new Attribution(Answerer.APPLICATION, ""),
                Instant.EPOCH,
                Duration.ZERO);
    }

    private static CheckRecording.CheckContext around(RequestLogs logs, long millis, long applyMillis) {
        return new CheckRecording.CheckContext(logs, List.of(), token -> false, millis, applyMillis);
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
                new Caller.Browser("alice"),
                "",
                Request.get("https://a.test/").with("Cookie", "_pomerium=some-value"),
                new Response(403, Headers.none(), "RBAC: access denied"),
                List.of(),
                new Attribution(Answerer.MESH, "its body"),
                Instant.EPOCH.plusMillis(from),
                Duration.ofMillis(to - from));
    }
}
