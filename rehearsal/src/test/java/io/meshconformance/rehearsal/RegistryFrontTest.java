package io.meshconformance.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryFrontTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String MANIFEST = "/v2/library/nginx/manifests/1.29";

    @TempDir
    private static Path folder;

    private HttpServer registry;
    private RegistryFront front;
    private HttpClient client;

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        registry = HttpServer.create(ANY_PORT, 0);
        registry.createContext("/v2/", exchange -> {
            byte[] body = (exchange.getRequestURI() + " for "
                            + exchange.getRequestHeaders().getFirst("Accept"))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", Blob.INDEX);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            if (head) {
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            }
            exchange.sendResponseHeaders(200, head ? -1 : body.length);
            try (exchange) {
                if (!head) {
                    exchange.getResponseBody().write(body);
                }
            }
        });
        registry.start();
        ServerKey key = ServerKey.make(Files.createTempDirectory(folder, "key"), List.of("localhost"));
        URI behind = URI.create("http://localhost:" + registry.getAddress().getPort());
        front = RegistryFront.start(ANY_PORT, key.context(), behind);
        client = HttpClient.newBuilder().sslContext(trusting(key.authority())).build();
    }

    @AfterEach
    void stop() {
        front.close();
        registry.stop(0);
    }

    @Test
    @DisplayName("who has no token is told where to get one, and is served with it")
    void token() throws IOException, InterruptedException {
        HttpResponse<String> refused = client.send(ask(MANIFEST).build(), BodyHandlers.ofString());
        assertEquals(401, refused.statusCode());
        String host = "localhost:" + front.address().getPort();
        assertEquals(
                "Bearer realm=\"https://" + host + "/token\",service=\"" + host + "\"",
                refused.headers().firstValue("Www-Authenticate").orElseThrow());
        String token =
                client.send(ask("/token").build(), BodyHandlers.ofString()).body();
        assertTrue(token.contains("\"token\":\"anonymous\""), token);
        HttpResponse<String> served = withToken(MANIFEST);
        assertEquals(200, served.statusCode());
        assertEquals(MANIFEST + " for " + Blob.INDEX, served.body());
        assertEquals(Blob.INDEX, served.headers().firstValue("Content-Type").orElseThrow());
    }

    @Test
    @DisplayName("a question for the head alone is handed on with the length of what is not sent")
    void head() throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                authorized(MANIFEST)
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertEquals(200, answer.statusCode());
        assertEquals("", answer.body());
        assertTrue(answer.headers().firstValueAsLong("Content-Length").orElse(0) > 0);
    }

    @ParameterizedTest(name = "when it {0} it answers {1} with {2}, in the protocol's form")
    @CsvSource({"LIMITS, 429, TOOMANYREQUESTS", "WANTS_LOGIN, 401, UNAUTHORIZED", "FORBIDS, 403, DENIED"})
    void refuses(RegistryMood mood, int status, String code) throws IOException, InterruptedException {
        front.become(mood);
        HttpResponse<String> answer = withToken(MANIFEST);
        assertEquals(status, answer.statusCode());
        assertTrue(answer.body().contains("{\"errors\":[{\"code\":\"" + code + "\""), answer.body());
        assertEquals(200, withToken("/v2/").statusCode());
        front.become(RegistryMood.SERVES);
        assertEquals(200, withToken(MANIFEST).statusCode());
    }

    @Test
    @DisplayName("a registry that never answers holds its clients, and its end does not wait for them")
    void neverAnswers() throws IOException, InterruptedException {
        withToken(MANIFEST);
        front.become(RegistryMood.NEVER_ANSWERS);
        HttpRequest question =
                authorized(MANIFEST).timeout(Duration.ofMillis(500)).build();
        assertThrows(HttpTimeoutException.class, () -> client.send(question, BodyHandlers.ofString()));
    }

    private HttpResponse<String> withToken(String path) throws IOException, InterruptedException {
        return client.send(authorized(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder authorized(String path) {
        return ask(path).header("Authorization", "Bearer anonymous").header("Accept", Blob.INDEX);
    }

    private HttpRequest.Builder ask(String path) {
        return HttpRequest.newBuilder(
                URI.create("https://localhost:" + front.address().getPort() + path));
    }

    private static SSLContext trusting(Path authority) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(authority)) {
            trusted.setCertificateEntry(
                    "registry", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
