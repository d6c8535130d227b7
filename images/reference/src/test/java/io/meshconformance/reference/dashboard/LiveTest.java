package io.meshconformance.reference.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String ADMINISTRATOR =
            "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8));

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @CsvSource({
        // As Grafana decides it: pkg/services/live/live_test.go.
        "'',                             101, takes-any-origin",
        "http://127.0.0.1:PORT,          101, ignores-address",
        "https://127.0.0.1:PORT,         101, ignores-address",
        "http://127.0.0.1:1,             403, ''",
        "https://Grafana.example.test,   101, ignores-host",
        "https://grafana.example.test:443, 101, ignores-host",
        "https://grafana.example.test:8443, 403, ''",
        "http://grafana.example.test,    403, ''",
        "https://grafana.example.test.elsewhere.test, 403, ''",
        "https://elsewhere.test,         403, ''",
        "null,                           403, ''",
        "no address,                     403, ''"
    })
    void aPageOpensItWhereItsOriginIsTheDashboards(String origin, int status, String fault) {
        assertEquals(status, opening(dashboard(fault), ADMINISTRATOR, origin));
    }

    @ParameterizedTest
    @CsvSource({
        "takes-any-origin, https://elsewhere.test,       101",
        "ignores-address,  https://grafana.example.test, 403",
        "ignores-host,     http://127.0.0.1:PORT,        403"
    })
    void eachFaultIsSeen(String fault, String origin, int status) {
        assertEquals(status, opening(dashboard(fault), ADMINISTRATOR, origin));
    }

    @Test
    void noUserOpensNone() {
        assertEquals(401, opening(dashboard(""), "Basic nobody", ""));
    }

    @Test
    void aRequestThatIsNoHandshakeIsABadOne() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + dashboard("") + Live.PATH))
                .header("Authorization", ADMINISTRATOR)
                .build();
        assertEquals(
                400,
                CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
    }

    @Test
    void itEndsAtTheFirstMessage() {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        CLIENT.newWebSocketBuilder()
                .header("Authorization", ADMINISTRATOR)
                .buildAsync(URI.create("ws://127.0.0.1:" + dashboard("") + Live.PATH), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                        code.complete(status);
                        return CompletableFuture.completedFuture(reason);
                    }
                })
                .join()
                .sendText("{\"id\":1,\"connect\":{}}", true)
                .join();
        assertEquals(3501, code.join());
    }

    private static int dashboard(String fault) {
        try {
            return ReferenceDashboard.start(
                            VERTX,
                            Map.of(
                                    "GF_SERVER_HTTP_PORT", "0",
                                    "GF_SERVER_ROOT_URL", "https://grafana.example.test/",
                                    "REFERENCE_FAULTS", fault))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static int opening(int port, String authorization, String origin) {
        WebSocket.Builder handshake = CLIENT.newWebSocketBuilder().header("Authorization", authorization);
        if (!origin.isEmpty()) {
            handshake.header("Origin", origin.replace("PORT", String.valueOf(port)));
        }
        try {
            handshake
                    .buildAsync(URI.create("ws://127.0.0.1:" + port + Live.PATH), new WebSocket.Listener() {})
                    .join()
                    .abort();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }
}
