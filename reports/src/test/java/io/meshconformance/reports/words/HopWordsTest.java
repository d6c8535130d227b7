package io.meshconformance.reports.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshconformance.evidence.Caller;
import io.meshconformance.evidence.Deed;
import io.meshconformance.evidence.PathHop;
import io.meshconformance.evidence.PathHop.ShownToken;
import io.meshconformance.evidence.TokenIdentity;
import io.meshconformance.evidence.WorkloadLog.Told;
import java.util.List;
import org.junit.jupiter.api.Test;

class HopWordsTest {

    private static final Caller ALICE = new Caller.Browser("alice");
    private static final TokenIdentity TOKEN = new TokenIdentity("https://issuer", "alice", List.of("a.example", "b"));

    @Test
    void aClientIsToldByWhatItShows() {
        assertEquals(
                new HopWords("browser of alice", "shows a session cookie", "asks GET /admin", false),
                HopWords.of(new PathHop.Client(ALICE, "GET", "/admin", true, List.of(), Deed.ASKED)));
        assertEquals(
                "shows authorization: token of sub alice, iss https://issuer, aud a.example, b"
                        + " and x-other: no readable token",
                HopWords.of(new PathHop.Client(
                                new Caller.Pod("clients-inside", Caller.Place.INSIDE),
                                "GET",
                                "/",
                                false,
                                List.of(new ShownToken("authorization", TOKEN), new ShownToken("x-other", null)),
                                Deed.ASKED))
                        .identity());
    }

    @Test
    void theProxyIsToldByTheSessionAndWhetherItAnswered() {
        assertEquals(
                new HopWords("proxy", "the session of alice", "passes it on", false),
                HopWords.of(new PathHop.Proxy(ALICE, Deed.PASSED)));
        assertEquals(
                new HopWords("proxy", "no session cookie", "answers 302, known by redirect to its sign-in", true),
                HopWords.of(new PathHop.Proxy(null, Deed.answered(302, "redirect to its sign-in"))));
    }

    @Test
    void theSidecarIsToldByPeerTokenAndDecision() {
        assertEquals(
                new HopWords(
                        "sidecar",
                        "peer spiffe://a/b, token of https://issuer/alice for a.example, b",
                        "answers 403, known by its body, rbac_access_denied_matched_policy[none]",
                        true),
                HopWords.of(new PathHop.Sidecar(
                        true,
                        "spiffe://a/b",
                        TOKEN,
                        "rbac_access_denied_matched_policy[none]",
                        Deed.answered(403, "its body"))));
        assertEquals(
                new HopWords("sidecar", "no peer identity: plain text, no verified token", "admits it", false),
                HopWords.of(new PathHop.Sidecar(true, null, null, "via_upstream", Deed.PASSED)));
        assertEquals(
                new HopWords("sidecar", "not logged", "no log entry of this request", false),
                HopWords.of(new PathHop.Sidecar(false, null, null, "", Deed.UNSEEN)));
    }

    @Test
    void theWorkloadIsToldByWhatItsLogCanProve() {
        assertEquals(
                new HopWords("workload", "peer spiffe://a/b, assertion absent", "saw the request", false),
                HopWords.of(new PathHop.Workload(Told.CAME, "spiffe://a/b", false, Deed.REACHED)));
        assertEquals("saw nothing of it", silent(Told.DID_NOT_COME));
        assertEquals("was not asked: its sidecar sent nothing on", silent(Told.NOT_SENT_ON));
        assertEquals("keeps no log of requests", silent(Told.NOTHING));
        assertEquals(
                new HopWords("workload", "its log does not say", "answers 200, known by x", true),
                HopWords.of(new PathHop.Workload(Told.NOTHING, null, null, Deed.answered(200, "x"))));
    }

    private static String silent(Told told) {
        return HopWords.of(new PathHop.Workload(told, null, null, Deed.UNSEEN)).decision();
    }
}
