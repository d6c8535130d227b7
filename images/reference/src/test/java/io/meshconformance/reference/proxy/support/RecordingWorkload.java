package io.meshconformance.reference.proxy.support;

import io.meshconformance.reference.proxy.config.HostPort;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A workload that remembers what it saw. */
public final class RecordingWorkload {
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final int port;

    /** One request as the workload saw it. */
    public record Seen(String method, String uri, MultiMap headers, String body) {}

    public RecordingWorkload(Vertx vertx) {
        this.port = vertx.createHttpServer(new HttpServerOptions().setMaxHeaderSize(256 * 1024))
                .requestHandler(this::handle)
                .webSocketHandler(socket -> socket.textMessageHandler(text -> socket.writeTextMessage("echo " + text)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    public HostPort address() {
        return new HostPort("127.0.0.1", port);
    }

    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    public Seen last() {
        return seen.get(seen.size() - 1);
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            seen.add(new Seen(request.method().name(), request.uri(), request.headers(), body.toString()));
            if (request.path().equals("/denied")) {
                request.response()
                        .setStatusCode(403)
                        .putHeader("content-type", "text/plain")
                        .end("RBAC: access denied");
            } else {
                request.response().putHeader("x-workload", "yes").end("hello");
            }
        });
    }
}
