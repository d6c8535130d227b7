package io.meshconformance.harness.istio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.RecordedTraffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Response;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PeerIdentityTest {

    /** As go-httpbin's {@code /headers} told it in a run. */
    private static final String FORWARDED =
            "By=spiffe://cluster.local/ns/mtls-001-5zdgg/sa/httpbin;Hash=860d3a7d732c18c54a3346eb194726f6a6d0404212014b6652e6ab7f4897d916;Subject=\\\"\\\";URI=spiffe://cluster.local/ns/clients-inside/sa/client";

    private final PeerIdentity client = PeerIdentity.of("clients-inside", "client");
    private final PeerIdentity workload = PeerIdentity.of("mtls-001-5zdgg", "httpbin");

    @Test
    @DisplayName("the peer and the workload are told from the header that the sidecar adds")
    void told() {
        String headers = "{\"headers\": {\"X-Forwarded-Client-Cert\": [\"" + FORWARDED + "\"]}}";
        held(true, client.seenByWorkload(), headers);
        held(false, workload.seenByWorkload(), headers);
        held(true, workload.calledByWorkload(), headers);
        held(false, client.calledByWorkload(), headers);
        held(false, PeerIdentity.noneSeen(), headers);
    }

    @Test
    @DisplayName("what a caller writes into its certificate's subject is no further peer")
    void forged() {
        String forged = "By=spiffe://a;Subject=\"CN=\\\";URI=spiffe://forged,URI=spiffe://forged\";URI=" + client.uri();
        assertEquals(List.of(client.uri()), PeerIdentity.callers(forged));
    }

    @Test
    @DisplayName("a second peer, by another header or by another hop in the same one, is no peer alone")
    void second() {
        held(
                false,
                client.seenByWorkload(),
                "{\"headers\": {\"X-Forwarded-Client-Cert\": [\"" + FORWARDED + "\", \"" + FORWARDED + "\"]}}");
        held(
                false,
                client.seenByWorkload(),
                "{\"headers\": {\"X-Forwarded-Client-Cert\": [\"URI=spiffe://evil," + FORWARDED + "\"]}}");
        held(
                false,
                client.seenByWorkload(),
                "{\"headers\": {\"X-Forwarded-Client-Cert\": [\"" + FORWARDED + ",URI=spiffe://evil\"]}}");
    }

    @Test
    @DisplayName("no header is no peer")
    void none() {
        String headers = "{\"headers\": {\"Host\": [\"httpbin\"]}}";
        held(true, PeerIdentity.noneSeen(), headers);
        held(false, client.seenByWorkload(), headers);
    }

    private static void held(boolean expected, Expectation expectation, String body) {
        Exchange any = RecordedTraffic.exchange("any");
        Exchange answered = new Exchange(
                any.id(),
                any.caller(),
                any.note(),
                any.request(),
                new Response(200, Headers.none().with("content-type", "application/json"), body),
                any.certificates(),
                any.attribution(),
                any.startedAt(),
                any.took());
        assertEquals(expected, expectation.judge(answered).held(), expectation.sentence());
    }
}
