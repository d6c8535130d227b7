package io.meshconformance.harness.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import io.meshconformance.harness.identity.CertificateAuthority;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.kube.ProcessResult;
import io.meshconformance.harness.recording.ExchangeObserver;
import io.meshconformance.harness.wait.ShortTimeouts;
import io.meshconformance.run.EnvironmentBroken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurlTranscriptTest {

    private static final String BODY = "RBAC: access denied";
    private static final String DENIED = """
            *   Trying 10.96.0.7:80...
            * Connected to shop.inside (10.96.0.7) port 80 (#0)
            > GET /a/%2e%2e/b HTTP/1.1
            > Host: shop.inside
            > User-Agent: curl/7.88.1
            > x-empty:
            >\s
            { [5 bytes data]
            < HTTP/1.1 403 Forbidden
            < content-length: 19
            < content-type: text/plain
            < set-cookie: a=1
            < set-cookie: b=x: y
            < server: istio-envoy
            <\s
            { [19 bytes data]
            * Connection #0 to host shop.inside left intact

            conformance-end 403 19
            """;

    private final CheckRecord record = new CheckRecord();

    @Test
    @DisplayName("a refusal of the mesh is read as one, with every header")
    void denied() {
        Exchange exchange = client(0, BODY, DENIED).get("http://shop.inside/a/%2e%2e/b");

        Response response = exchange.response().orElseThrow();
        assertEquals(403, response.status());
        assertEquals(List.of("a=1", "b=x: y"), response.headers().all("set-cookie"));
        assertEquals(List.of(""), exchange.request().headers().all("x-empty"));
        assertTrue(Mesh.rbacDenied().judge(exchange).held(), Mesh.rbacDenied().judge(exchange)::toString);
        assertEquals(new Caller.Pod("inside", Caller.Place.INSIDE), exchange.caller());
        assertEquals(List.of(exchange), record.exchanges());
    }

    @Test
    @DisplayName("of an interim response and a final one the final one counts")
    void interim() {
        String transcript = DENIED.replace("< HTTP/1.1 403", "< HTTP/1.1 100 Continue\n< \n< HTTP/1.1 403");

        assertEquals(
                403,
                client(0, BODY, transcript)
                        .get("http://shop.inside/")
                        .response()
                        .orElseThrow()
                        .status());
    }

    @ParameterizedTest
    @DisplayName("an exit code and its words tell in which way no response came")
    @CsvSource(
            delimiter = '|',
            value = {
                "56 | Recv failure: Connection reset by peer | CUT_OFF",
                "52 | Empty reply from server | CUT_OFF",
                "35 | OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to a:443 | CUT_OFF",
                "35 | OpenSSL SSL_connect: Connection reset by peer in connection to a:443 | CUT_OFF",
                "35 | error:0A000410:SSL routines::sslv3 alert handshake failure | HANDSHAKE_REFUSED",
                "56 | OpenSSL SSL_read: error:0A00045C:SSL routines::tlsv13 alert certificate required, errno 0 | HANDSHAKE_REFUSED",
                "7 | Failed to connect to a port 80 after 0 ms: Couldn't connect to server | REFUSED",
                "6 | Could not resolve host: a | UNKNOWN_HOST",
                "28 | Operation timed out after 1001 milliseconds | TIMED_OUT",
                "60 | SSL certificate problem: self-signed certificate | UNTRUSTED",
                "1 | Received HTTP/0.9 when not allowed | NOT_HTTP",
                "3 | URL using bad/illegal format or missing URL | OTHER"
            })
    void failures(int exitCode, String words, Failure.Kind kind) {
        String transcript = "* Trying...\ncurl: (" + exitCode + ") " + words + "\n\nconformance-end 000 0\n";
        Exchange exchange = client(exitCode, "", transcript).get("https://a/");

        assertEquals(kind, exchange.failure().orElseThrow().kind());
        assertTrue(exchange.failure().orElseThrow().detail().contains(words));
        assertEquals(Answerer.NONE, exchange.answerer());
    }

    @Test
    @DisplayName("an account that did not arrive whole is a broken environment, never a refusal")
    void cutShort() {
        assertThrows(
                EnvironmentBroken.class, () -> client(0, "RBAC: acc", DENIED).get("http://shop.inside/"));
        assertThrows(
                EnvironmentBroken.class,
                () -> client(56, "", "curl: (56) Recv failure: Connection reset by peer\n")
                        .get("http://a/"));
        assertThrows(
                EnvironmentBroken.class,
                () -> client(127, "", "curl: not found").get("http://a/"));
        assertTrue(record.exchanges().isEmpty());
    }

    @Test
    @DisplayName("certificates are read leaf first")
    void certificates() {
        CertificateAuthority authority = new CertificateAuthority("unit test", new MintedSecrets());
        String transcript = DENIED + "Subject:\n"
                + authority.issue(List.of("a.test", "b.test")).chainPem();
        Exchange exchange = client(0, BODY, transcript).get("https://a.test/");

        assertEquals(2, exchange.certificates().size());
        assertEquals(List.of("a.test", "b.test"), exchange.certificates().get(0).dnsNames());
        assertTrue(exchange.certificates().get(1).dnsNames().isEmpty());
    }

    @Test
    @DisplayName("nothing of a request is left to a shell or to curl's own ideas")
    void command() {
        List<String> commands = new ArrayList<>();
        PodClient client = new PodClient(
                shell(commands, new ProcessResult(0, BODY.getBytes(StandardCharsets.UTF_8), DENIED)),
                ShortTimeouts.make(),
                witness(),
                List.of());
        client.connectingTo("10.0.0.1", 8080)
                .trusting("/etc/ca.pem")
                .send(Request.of("POST", "http://a/x?y={z}")
                        .with("X-Empty", "")
                        .with("X-Q", "'$(id)")
                        .withBody("@/etc/passwd"));

        assertTrue(commands.containsAll(List.of("--path-as-is", "--globoff", "--http1.1", "X-Empty;", "X-Q: '$(id)")));
        assertEquals("@/etc/passwd", commands.get(commands.indexOf("--data-raw") + 1));
        assertEquals("::10.0.0.1:8080", commands.get(commands.indexOf("--connect-to") + 1));
        assertEquals("/etc/ca.pem", commands.get(commands.indexOf("--cacert") + 1));
        assertEquals("http://a", commands.get(commands.indexOf("--url") + 1));
        assertEquals("/x?y={z}", commands.get(commands.indexOf("--request-target") + 1));
        assertTrue(commands.contains("Accept:"), "curl would accept everything unasked");
        assertFalse(commands.contains("--location"));
    }

    @RepeatedTest(50)
    @DisplayName("whatever headers were sent and received, they are read back")
    void headersRoundTrip(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Headers sent = randomHeaders(random);
        Headers received = randomHeaders(random);
        StringBuilder transcript = new StringBuilder("* noise > not sent\n> GET / HTTP/1.1\n");
        sent.lines().forEach(h -> transcript.append("> ").append(line(h)).append(newline(random)));
        transcript.append("> ").append(newline(random)).append("{ [5 bytes data]\n< HTTP/1.1 200\n");
        received.lines().forEach(h -> {
            transcript.append("< ").append(line(h)).append(newline(random));
            transcript.append(random.nextBoolean() ? "{ [5 bytes data]\n* info: yes\n" : "");
        });
        transcript.append("< ").append(newline(random)).append("\nconformance-end 200 0\n");
        CurlTranscript parsed = new CurlTranscript(transcript.toString());

        assertEquals(sent, parsed.sent().orElseThrow());
        assertEquals(received, parsed.received(new byte[0]).orElseThrow().headers());
        assertTrue(parsed.isComplete(0));
        assertFalse(parsed.isComplete(1));
    }

    private static String line(Header header) {
        return header.name() + ": " + header.value();
    }

    private static String newline(Random random) {
        return random.nextBoolean() ? "\r\n" : "\n";
    }

    private static Headers randomHeaders(Random random) {
        String alphabet = "abcXYZ019-_:;=\"'<>*{} ,%";
        Headers headers = Headers.none();
        for (int i = random.nextInt(6); i >= 0; i--) {
            StringBuilder value = new StringBuilder();
            for (int length = random.nextInt(20); length > 0; length--) {
                value.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            headers = headers.with("x-" + random.nextInt(4), value.toString().strip());
        }
        return headers;
    }

    private PodClient client(int exitCode, String output, String diagnostics) {
        ProcessResult finished = new ProcessResult(exitCode, output.getBytes(StandardCharsets.UTF_8), diagnostics);
        return new PodClient(shell(new ArrayList<>(), finished), ShortTimeouts.make(), witness(), List.of());
    }

    private ExchangeObserver witness() {
        return new ExchangeObserver(Origins.of("authenticate.test", "idp.test"), () -> record, new MintedSecrets());
    }

    private static PodShell shell(List<String> commands, ProcessResult finished) {
        return new PodShell() {
            @Override
            public ProcessResult run(List<String> command, Duration limit) {
                commands.addAll(command);
                return finished;
            }

            @Override
            public Caller.Pod caller() {
                return new Caller.Pod("inside", Caller.Place.INSIDE);
            }
        };
    }
}
