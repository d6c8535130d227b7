package io.meshconformance.harness.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.harness.expect.WebSockets;
import io.meshconformance.harness.http.Failure;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.http.Url;
import io.meshconformance.harness.identity.CertificateAuthority;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.wait.ShortTimeouts;
import io.meshconformance.harness.wait.Timeouts;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedConnectionTest {

    private static final String HOST = "first.example.test";

    private final CertificateAuthority authority = new CertificateAuthority("unit test", new MintedSecrets());
    private final Http2Server server = new Http2Server(authority.issue(List.of("*.example.test")), "h2");

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    @DisplayName("two hosts are asked for on one connection, each as the authority of its request")
    void twoHosts() {
        try (SharedConnection one = connection(authority, server, HOST)) {
            Transmission first = one.carry(Request.get("https://first.example.test/"));
            one.carry(Request.get("https://second.example.test/").with("Host", "third.example.test"));

            assertEquals(1, server.connections());
            assertEquals(
                    List.of("first.example.test", "second.example.test"),
                    server.requests().stream().map(Http2Server.Seen::authority).toList());
            assertEquals(
                    List.of("third.example.test"),
                    server.requests().get(1).headers().all("host"));
            assertEquals(List.of("*.example.test"), first.certificates().get(0).dnsNames());
        }
    }

    @Test
    @DisplayName("a call's message goes out whole, and status, headers, body and trailers come back apart")
    void call() {
        try (SharedConnection one = connection(authority, server, HOST)) {
            Transmission over = one.carry(Request.call("https://first.example.test/service/method"));

            assertEquals(
                    new Response(
                            200,
                            Headers.none().with("content-type", "application/grpc"),
                            "hello",
                            Headers.none().with("grpc-status", "0")),
                    over.answer());
            assertEquals("\0\0\0\0\0", server.requests().get(0).body());
            assertEquals(List.of("trailers"), over.sent().headers().all("te"));
        }
    }

    @Test
    @DisplayName("a status without a body stands among the headers")
    void trailersOnly() {
        try (SharedConnection one = connection(authority, server, HOST)) {
            assertEquals(
                    new Response(200, Headers.none().with("grpc-status", "7"), ""),
                    one.carry(Request.get("https://first.example.test/trailers-only"))
                            .answer());
        }
    }

    @ParameterizedTest(name = "an answer that ends by {0} is one that was cut off")
    @ValueSource(strings = {"/reset", "/end"})
    void cutOff(String path) {
        try (SharedConnection one = connection(authority, server, HOST)) {
            assertFailure(Failure.Kind.CUT_OFF, one, "https://first.example.test" + path);
        }
    }

    @Test
    @DisplayName(
            "a WebSocket is asked for by an extended CONNECT, and is open with the status, before anything is said")
    void webSocket() {
        try (SharedConnection one = connection(authority, server, HOST)) {
            Transmission over =
                    one.carry(Request.get("https://first.example.test/tunnel").with(WebSockets.handshake()));

            assertEquals(new Response(200, Headers.none(), ""), over.answer());
            assertEquals(List.of("13"), over.sent().headers().all("sec-websocket-version"));
            assertFalse(over.sent().headers().has("upgrade"));
            assertFalse(over.sent().headers().has("connection"));
        }
    }

    @Test
    @DisplayName("a connection that has ended is not opened anew")
    void ended() {
        try (SharedConnection one = connection(authority, server, HOST)) {
            assertFailure(Failure.Kind.CUT_OFF, one, "https://first.example.test/end");
            assertFailure(Failure.Kind.CUT_OFF, one, "https://first.example.test/");
            assertEquals(1, server.connections());
        }
    }

    @Test
    @DisplayName("an answer that does not come is awaited as long as a request may last")
    void silent() {
        try (SharedConnection one = connection(authority, server, HOST, ShortTimeouts.make())) {
            assertFailure(Failure.Kind.TIMED_OUT, one, "https://first.example.test/silent");
        }
    }

    @Test
    @DisplayName(
            "an authority that is not trusted, and a host that is not in the certificate, are seen at the first request")
    void untrusted() {
        var other = new CertificateAuthority("another", new MintedSecrets());
        for (SharedConnection none :
                List.of(connection(other, server, HOST), connection(authority, server, "a.test"))) {
            try (none) {
                assertFailure(Failure.Kind.UNTRUSTED, none, "https://first.example.test/");
            }
        }
    }

    @Test
    @DisplayName("a server that agrees to no HTTP/2 is told by name")
    void otherProtocol() {
        try (Http2Server old = new Http2Server(authority.issue(List.of("*.example.test")), "http/1.1");
                SharedConnection none = connection(authority, old, HOST)) {
            Transmission over = none.carry(Request.get("https://first.example.test/"));
            assertTrue(over.answer() instanceof Failure, over.answer().summary());
            assertTrue(old.requests().isEmpty());
        }
    }

    private static void assertFailure(Failure.Kind kind, SharedConnection connection, String url) {
        var answer = connection.carry(Request.get(url)).answer();
        assertTrue(answer instanceof Failure failure && failure.kind() == kind, answer.summary());
    }

    private static SharedConnection connection(CertificateAuthority trusted, Http2Server server, String host) {
        return connection(trusted, server, host, Timeouts.defaults());
    }

    private static SharedConnection connection(
            CertificateAuthority trusted, Http2Server server, String host, Timeouts timeouts) {
        AddressMap addresses = AddressMap.on("127.0.0.1", server.address().getPort(), 1);
        return SharedConnection.open(addresses, trusted.trustStore(), timeouts, Url.parse("https://" + host));
    }
}
