package io.meshconformance.harness.client;

import static io.meshconformance.harness.expect.Expectations.connectionCutOff;
import static io.meshconformance.harness.expect.Expectations.failsBy;
import static io.meshconformance.harness.expect.Expectations.servesCertificateFor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Caller;
import io.meshconformance.harness.environment.Origins;
import io.meshconformance.harness.expect.CheckRecord;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Failure;
import io.meshconformance.harness.http.Header;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.http.Url;
import io.meshconformance.harness.identity.CertificateAuthority;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.recording.ExchangeObserver;
import io.meshconformance.harness.wait.ShortTimeouts;
import java.io.IOException;
import java.net.ServerSocket;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideClientTest {

    private static final String HOST = "shop-42.localhost.pomerium.io";

    private final MintedSecrets secrets = new MintedSecrets();
    private final CertificateAuthority authority = new CertificateAuthority("unit test", secrets);
    private final CheckRecord record = new CheckRecord();
    private WireServer tls;
    private WireServer plain;

    @BeforeEach
    void open() throws IOException {
        tls = WireServer.tls(authority.issue(List.of("*.localhost.pomerium.io")));
        plain = WireServer.plain();
    }

    @AfterEach
    void close() throws IOException {
        tls.close();
        plain.close();
    }

    @Test
    @DisplayName("any host goes over one mapped port, and SNI, Host and certificate stay those of the logical host")
    void logicalHost() {
        Exchange exchange = send(Request.get("https://" + HOST + "/x?y=1"));

        assertEquals(200, exchange.response().orElseThrow().status());
        assertEquals(List.of(HOST), tls.serverNames());
        assertEquals("GET /x?y=1 HTTP/1.1", tls.requests().get(0).line());
        assertEquals(List.of(HOST), tls.requests().get(0).headers().all("host"));
        assertTrue(
                servesCertificateFor("*.localhost.pomerium.io").judge(exchange).held());
        assertEquals(List.of(exchange), record.exchanges());
    }

    @Test
    @DisplayName("a host's own logical port goes to its own door, and the port stands in Host")
    void ownDoor() throws IOException {
        try (WireServer provider = WireServer.tls(authority.issue(List.of("idp.localhost.pomerium.io")))) {
            Exchange exchange = door(doors().with("idp.localhost.pomerium.io", 8443, provider.address()))
                    .send(new Caller.Browser(null), "", Request.get("https://idp.localhost.pomerium.io:8443/default"));

            assertEquals(200, exchange.response().orElseThrow().status());
            assertEquals(
                    List.of("idp.localhost.pomerium.io:8443"),
                    provider.requests().get(0).headers().all("host"));
            assertTrue(tls.requests().isEmpty());
        }
    }

    @Test
    @DisplayName("http goes over the other mapped port")
    void plainHttp() {
        Exchange exchange = send(Request.get("http://" + HOST + "/"));

        assertEquals(200, exchange.response().orElseThrow().status());
        assertEquals(1, plain.requests().size());
        assertTrue(exchange.certificates().isEmpty());
    }

    @ParameterizedTest
    @DisplayName("a target goes out as it is written")
    @ValueSource(
            strings = {
                "/a/%2e%2e/b",
                "/a/../b",
                "/a/./b",
                "//a//b",
                "/a%2Fb",
                "/a%5Cb",
                "/a;x=1/b",
                "/%41",
                "/{x}/[y]",
                "/a|b",
                "/?q=%2F&r=a+b",
                "/a?x=https://b/c?d"
            })
    void rawTargets(String target) {
        send(Request.get("https://" + HOST + target));

        assertEquals("GET " + target + " HTTP/1.1", tls.requests().get(0).line());
    }

    @ParameterizedTest
    @DisplayName("a target that is no path goes out as it is written too, to the server of the URL's host")
    @ValueSource(
            strings = {"*", "/a#b", "/a/#/%2e%2e/b", "https://other.test/x?y#z", "http://other.test", "a", "//", "/a\\b"
            })
    void targetsBeyondPaths(String target) {
        Exchange exchange = send(new Request("GET", new Url("https", HOST, 443, target), Headers.none(), null));

        assertEquals(200, exchange.response().orElseThrow().status());
        assertEquals("GET " + target + " HTTP/1.1", tls.requests().get(0).line());
        assertEquals(List.of(HOST), tls.requests().get(0).headers().all("host"));
        assertEquals(List.of(HOST), tls.serverNames());
    }

    @Test
    @DisplayName("Host can be another than the name in SNI, be given twice, and stays where it is given")
    void hostApartFromServerName() {
        Exchange exchange = send(Request.get("https://" + HOST + "/")
                .with("X-First", "1")
                .with("hOST", "other.test:8443")
                .with("Host", ""));

        assertEquals(List.of(HOST), tls.serverNames());
        Headers arrived = tls.requests().get(0).headers();
        assertEquals(List.of("other.test:8443", ""), arrived.all("host"));
        assertEquals(arrived, exchange.request().headers());
    }

    @Test
    @DisplayName(
            "header lines keep their order and case, those of one name too, and framing headers are added where none is given")
    void headerLines() {
        send(Request.of("POST", "https://" + HOST + "/")
                .with("X-Pomerium-JWT-Assertion", "a, b")
                .with("connection", "close, X-Pomerium-JWT-Assertion")
                .with("x-pomerium-jwt-assertion", "c")
                .with("User-Agent", "")
                .withBody("{}"));

        List<Header> lines = tls.requests().get(0).headers().lines();
        assertEquals(
                List.of(
                        new Header("Content-Type", "text/plain"),
                        new Header("Content-Length", "2"),
                        new Header("Host", HOST),
                        new Header("X-Pomerium-JWT-Assertion", "a, b"),
                        new Header("connection", "close, X-Pomerium-JWT-Assertion"),
                        new Header("x-pomerium-jwt-assertion", "c"),
                        new Header("User-Agent", "")),
                lines.subList(0, lines.size() - 2));
    }

    @Test
    @DisplayName("headers go out as they are given, repeated and empty ones too, and nothing is accepted unasked")
    void headers() {
        Exchange exchange = send(Request.get("https://" + HOST + "/")
                .with("X-Twice", "1")
                .with("X-Twice", "2")
                .with("X-Empty", "")
                .with("x_under", "score"));

        Headers arrived = tls.requests().get(0).headers();
        assertEquals(List.of("1", "2"), arrived.all("x-twice"));
        assertEquals(List.of(""), arrived.all("x-empty"));
        assertEquals(List.of("score"), arrived.all("x_under"));
        assertFalse(arrived.has("accept"));
        assertFalse(arrived.has("accept-encoding"));
        assertEquals(List.of(exchange.id()), arrived.all(Request.ID_HEADER));
        assertEquals(arrived, exchange.request().headers());
    }

    @Test
    @DisplayName("a body goes out under the content type it is given")
    void bodies() {
        send(Request.form("https://" + HOST + "/login", Map.of("claims", "{\"a\": \"ö&=\"}")));

        WireServer.Seen seen = tls.requests().get(0);
        assertEquals("POST /login HTTP/1.1", seen.line());
        assertEquals(
                List.of("application/x-www-form-urlencoded"), seen.headers().all("content-type"));
        assertEquals("claims=%7B%22a%22%3A+%22%C3%B6%26%3D%22%7D", seen.body());
    }

    @ParameterizedTest
    @DisplayName("any method goes out as it is")
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "DELETE", "PUT", "PATCH", "POST", "TRACE", "PURGE"})
    void methods(String method) {
        Exchange exchange = send(Request.of(method, "https://" + HOST + "/m"));

        assertEquals(method + " /m HTTP/1.1", tls.requests().get(0).line());
        assertEquals(200, exchange.response().orElseThrow().status(), exchange.answer()::summary);
    }

    @Test
    @DisplayName("redirects are not followed, cookies not kept, credentials not asked for, and headers come in order")
    void nothingAutomatic() {
        tls.answersWith("HTTP/1.1 302 Found\r\nLocation: https://" + HOST + "/elsewhere\r\n"
                + "Set-Cookie: a=1; Secure\r\nSet-Cookie: b=2\r\nContent-Length: 0\r\n\r\n");
        Exchange redirect = send(Request.get("https://" + HOST + "/"));
        tls.answersWith("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer realm=\"x\"\r\n"
                + "Content-Type: text/plain\r\nContent-Length: 14\r\n\r\nJwt is expired");
        Exchange refused = send(Request.get("https://" + HOST + "/"));

        Response response = redirect.response().orElseThrow();
        assertEquals(302, response.status());
        assertEquals(List.of("a=1; Secure", "b=2"), response.headers().all("set-cookie"));
        assertEquals(2, tls.requests().size());
        assertFalse(tls.requests().get(1).headers().has("cookie"));
        assertEquals("Jwt is expired", refused.body());
        assertEquals(Answerer.MESH, refused.answerer());
    }

    @Test
    @DisplayName("each request has a connection and a handshake of its own")
    void freshConnections() {
        send(Request.get("https://" + HOST + "/1"));
        send(Request.get("https://" + HOST + "/2"));

        assertEquals(2, tls.connections());
        assertEquals(2, tls.fullHandshakes());
    }

    @Test
    @DisplayName("a switch of protocols is an answer")
    void switchingProtocols() {
        tls.answersWith("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
        Exchange exchange = send(Request.get("https://" + HOST + "/ws")
                .with("Connection", "Upgrade")
                .with("Upgrade", "websocket"));

        assertEquals(101, exchange.response().orElseThrow().status(), exchange.answer()::summary);
        assertEquals(List.of("Upgrade"), tls.requests().get(0).headers().all("connection"));
    }

    @Test
    @DisplayName("interim responses are passed over, and a body is read to its end and not decoded")
    void finalResponse() {
        tls.answersWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                + "HTTP/1.1 200 OK\r\ncontent-ENCODING: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
        Response response =
                send(Request.get("https://" + HOST + "/")).response().orElseThrow();

        assertEquals(200, response.status());
        assertEquals(
                List.of(new Header("content-ENCODING", "gzip"), new Header("Transfer-Encoding", "chunked")),
                response.headers().lines());
        assertEquals("abcde", response.body());
    }

    @Test
    @DisplayName("a body that ends early is a cut")
    void bodyCutOff() {
        tls.answersWith("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc");
        assertFails(Failure.Kind.CUT_OFF, send(Request.get("https://" + HOST + "/")));
    }

    @Test
    @DisplayName("a host that no server can be asked for by SNI is a failure like any other")
    void noServerName() {
        assertFails(Failure.Kind.OTHER, send(Request.get("https://a_b.localhost.pomerium.io/")));
    }

    @Test
    @DisplayName("a connection that is reset, before or after the request, is cut off")
    void cutOff() throws IOException {
        plain.resetsEverything();
        tls.resetsEverything();
        Exchange bare = send(Request.get("http://" + HOST + "/"));
        Exchange handshake = send(Request.get("https://" + HOST + "/"));
        plain.closesWithoutAnswer();
        Exchange silent = send(Request.get("http://" + HOST + "/"));

        for (Exchange exchange : List.of(bare, handshake, silent)) {
            assertTrue(connectionCutOff().judge(exchange).held(), exchange.answer()::summary);
            assertEquals(Answerer.NONE, exchange.answerer());
        }
        assertEquals(3, record.exchanges().size());
        assertEquals(1, tls.connections(), "A failed request must not be tried again");
    }

    @Test
    @DisplayName("what is not a cut is told apart from one")
    void otherFailures() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        OutsideClient closed = door(AddressMap.on("127.0.0.1", nobody, nobody));
        assertFails(
                Failure.Kind.REFUSED, closed.send(new Caller.Browser(null), "", Request.get("http://" + HOST + "/")));
        assertFails(Failure.Kind.UNKNOWN_HOST, send(Request.get("http://" + HOST + ":8080/")));

        plain.neverAnswers();
        assertFails(Failure.Kind.TIMED_OUT, send(Request.get("http://" + HOST + "/")));

        Exchange wrongName = send(Request.get("https://other.test/"));
        assertFails(Failure.Kind.UNTRUSTED, wrongName);
        assertTrue(
                servesCertificateFor("*.localhost.pomerium.io").judge(wrongName).held());

        KeyStore foreign = new CertificateAuthority("somebody else", secrets).trustStore();
        Exchange untrusted = new OutsideClient(doors(), foreign, ShortTimeouts.make(), witness())
                .send(new Caller.Browser(null), "", Request.get("https://" + HOST + "/"));
        assertFails(Failure.Kind.UNTRUSTED, untrusted);
    }

    @Test
    @DisplayName("what answers without HTTP is told as that")
    void notHttp() {
        plain.answersWith("SSH-2.0-OpenSSH_9.2\r\n");
        assertFails(Failure.Kind.NOT_HTTP, send(Request.get("http://" + HOST + "/")));
    }

    private static void assertFails(Failure.Kind kind, Exchange exchange) {
        assertTrue(failsBy(kind).judge(exchange).held(), exchange.answer()::summary);
    }

    private Exchange send(Request request) {
        return door(doors()).send(new Caller.Browser(null), "", request);
    }

    private AddressMap doors() {
        return AddressMap.on(
                "127.0.0.1", tls.address().getPort(), plain.address().getPort());
    }

    private OutsideClient door(AddressMap doors) {
        return new OutsideClient(doors, authority.trustStore(), ShortTimeouts.make(), witness());
    }

    private ExchangeObserver witness() {
        return new ExchangeObserver(
                Origins.of("authenticate.localhost.pomerium.io", "idp.localhost.pomerium.io"), () -> record, secrets);
    }
}
