package io.meshconformance.reference.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestLogTest {

    private final Vertx vertx = Vertx.vertx();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void routerLoggingHasEveryRequestWithItsRefererAndElseOnlyWhatWasRefused() throws Exception {
        String ok = "msg=\"Request Completed\" method=GET path=/ok status=200 referer=https://one.test/id";
        String refused = "msg=\"Request Completed\" method=GET path=/401 status=401 referer=https://one.test/id";
        ask(true);
        assertEquals(List.of(ok, refused), lines);
        lines.clear();
        ask(false);
        assertEquals(List.of(refused), lines);
    }

    private void ask(boolean all) throws Exception {
        int port = vertx.createHttpServer()
                .requestHandler(new RequestLog(
                        all,
                        lines::add,
                        request -> request.response()
                                .setStatusCode(request.path().equals("/ok") ? 200 : 401)
                                .end()))
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        for (String path : List.of("/ok", "/401")) {
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                    .header("Referer", "https://one.test/id")
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
        }
    }
}
