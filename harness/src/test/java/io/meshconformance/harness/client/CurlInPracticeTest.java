package io.meshconformance.harness.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meshconformance.evidence.Caller;
import io.meshconformance.harness.environment.Origins;
import io.meshconformance.harness.expect.CheckRecord;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Failure;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Url;
import io.meshconformance.harness.identity.CertificateAuthority;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.kube.ProcessResult;
import io.meshconformance.harness.recording.ExchangeObserver;
import io.meshconformance.harness.wait.ShortTimeouts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client of the pods with the curl of this machine, where there is one. */
class CurlInPracticeTest {

    @TempDir
    private Path folder;

    private final MintedSecrets secrets = new MintedSecrets();
    private final CertificateAuthority authority = new CertificateAuthority("unit test", secrets);
    private final CheckRecord record = new CheckRecord();

    @BeforeEach
    void curlIsHere() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "this machine has no /usr/bin/curl");
    }

    @Test
    @DisplayName("what is told is sent, and what came is told, certificate included")
    void overTls() throws IOException {
        Path ca = Files.writeString(folder.resolve("ca.pem"), authority.pem());
        try (WireServer server = WireServer.tls(authority.issue(List.of("shop.test")))) {
            server.answersWith(
                    "HTTP/1.1 403 Forbidden\r\ncontent-length: 19\r\nserver: istio-envoy\r\nx: 1\r\nx:\r\n\r\n"
                            + Mesh.RBAC_DENIED);
            Exchange exchange = client().connectingTo(
                            "127.0.0.1", server.address().getPort())
                    .trusting(ca.toString())
                    .send(Request.of("PUT", "https://shop.test/a/%2e%2e/b?q={x}")
                            .with("X-Empty", "")
                            .withBody("@body"));

            assertTrue(Mesh.rbacDenied().judge(exchange).held(), exchange.answer()::summary);
            assertEquals(
                    List.of("1", ""),
                    exchange.response().orElseThrow().headers().all("x"));
            assertEquals(List.of("shop.test"), exchange.certificates().get(0).dnsNames());
            WireServer.Seen seen = server.requests().get(0);
            assertEquals("PUT /a/%2e%2e/b?q={x} HTTP/1.1", seen.line());
            assertEquals("@body", seen.body());
            assertEquals(List.of(""), seen.headers().all("x-empty"));
            assertEquals(seen.headers(), exchange.request().headers());
        }
    }

    @Test
    @DisplayName("HEAD, a cut connection and an untrusted certificate are told for what they are")
    void otherEnds() throws IOException {
        try (WireServer plain = WireServer.plain();
                WireServer tls = WireServer.tls(authority.issue(List.of("shop.test")))) {
            PodClient toPlain =
                    client().connectingTo("127.0.0.1", plain.address().getPort());
            Exchange head = toPlain.send(Request.of("HEAD", "http://shop.test/"));
            plain.resetsEverything();
            Exchange reset = toPlain.get("http://shop.test/");
            Exchange untrusted =
                    client().connectingTo("127.0.0.1", tls.address().getPort()).get("https://shop.test/");

            assertEquals(200, head.response().orElseThrow().status());
            assertEquals(Failure.Kind.CUT_OFF, reset.failure().orElseThrow().kind());
            assertEquals(
                    Failure.Kind.UNTRUSTED, untrusted.failure().orElseThrow().kind());
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("a target goes into the request line as it is written")
    @ValueSource(strings = {"/a#b", "/a?b#c", "/#", "*", "http://other.test/a", "/a;b=c/../d", "/a%23b?"})
    void targets(String target) throws IOException {
        try (WireServer server = WireServer.plain()) {
            Url url = Url.parse("http://shop.test/").withTarget(target);
            Exchange exchange = client().connectingTo(
                            "127.0.0.1", server.address().getPort())
                    .send(Request.of("GET", url));

            assertEquals(200, exchange.response().orElseThrow().status());
            assertEquals("GET " + target + " HTTP/1.1", server.requests().get(0).line());
            assertEquals(url, exchange.request().url());
        }
    }

    private PodClient client() {
        ExchangeObserver witness =
                new ExchangeObserver(Origins.of("authenticate.test", "idp.test"), () -> record, secrets);
        return new PodClient(new LocalShell(folder), ShortTimeouts.make(), witness, List.of());
    }

    /** Runs the command here. */
    private record LocalShell(Path folder) implements PodShell {

        @Override
        public ProcessResult run(List<String> command, Duration limit) {
            Path output = folder.resolve("out");
            Path diagnostics = folder.resolve("err");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectOutput(output.toFile())
                        .redirectError(diagnostics.toFile())
                        .start();
                assertTrue(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS));
                return new ProcessResult(
                        process.exitValue(),
                        Files.readAllBytes(output),
                        Files.readString(diagnostics, StandardCharsets.UTF_8));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Caller.Pod caller() {
            return new Caller.Pod("this-machine", Caller.Place.OUTSIDE);
        }
    }
}
