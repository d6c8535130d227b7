package io.meshconformance.reference.proxy.listener;

import io.meshconformance.reference.proxy.arguments.ListenAddress;
import io.meshconformance.reference.proxy.config.CurrentSnapshot;
import io.meshconformance.reference.proxy.crypto.ServerCertificate;
import io.meshconformance.reference.proxy.serve.RequestDispatcher;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import java.util.concurrent.atomic.AtomicInteger;

/** Opens the listeners: TLS with HTTP/1.1 and HTTP/2 on every event loop, and the redirect from plain HTTP. */
public final class Listeners {
    /** For all headers together, as in the real proxy (v0.33.1, config/envoyconfig/listeners_main.go). */
    private static final int LONGEST = 128 * 1024;

    private final Vertx vertx;

    /** Listeners on this instance. */
    public Listeners(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Serves TLS; the future holds the port that was opened. */
    public Future<Integer> serveTls(
            ListenAddress address,
            CurrentSnapshot current,
            ServerCertificate catchAll,
            Handler<HttpServerRequest> handler) {
        HttpServerOptions options = plain(address)
                .setSsl(true)
                .setUseAlpn(true)
                .setIdleTimeout(300)
                .setKeyCertOptions(KeyCertOptions.wrap(new SniKeyManager(current, catchAll)));
        AtomicInteger port = new AtomicInteger();
        int loops = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
        return vertx.deployVerticle(
                        () -> new Loop(options, handler, port),
                        new DeploymentOptions().setInstances(address.port() == 0 ? 1 : loops))
                .map(id -> port.get());
    }

    /** Redirects plain HTTP to the same address by https, and closes (observed table). */
    public Future<Integer> redirectToTls(ListenAddress address) {
        return vertx.createHttpServer(plain(address))
                .requestHandler(request -> {
                    String host = request.authority() == null
                            ? ""
                            : request.authority().host();
                    request.response()
                            .setStatusCode(301)
                            .putHeader(RequestDispatcher.MARK, "proxy")
                            .putHeader("location", "https://" + host + request.uri())
                            .putHeader("connection", "close")
                            .end();
                })
                .listen()
                .map(HttpServer::actualPort);
    }

    /** Plain HTTP for whatever else is served, such as probes. */
    public Future<Integer> serve(ListenAddress address, Handler<HttpServerRequest> handler) {
        return vertx.createHttpServer(plain(address))
                .requestHandler(handler)
                .listen()
                .map(HttpServer::actualPort);
    }

    /** What cannot be read is refused with a bare answer, as by Envoy. */
    private static void refuse(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        boolean tooLong = cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException;
        request.response()
                .setStatusCode(tooLong ? 431 : 400)
                .putHeader(RequestDispatcher.MARK, "proxy")
                .putHeader("server", "envoy")
                .putHeader("connection", "close")
                .end();
    }

    private static HttpServerOptions plain(ListenAddress address) {
        return new HttpServerOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setMaxInitialLineLength(LONGEST)
                .setMaxHeaderSize(LONGEST)
                .setHandle100ContinueAutomatically(true);
    }

    /** One event loop's share of the TLS listener. */
    private static final class Loop extends AbstractVerticle {
        private final HttpServerOptions options;
        private final Handler<HttpServerRequest> handler;
        private final AtomicInteger port;

        Loop(HttpServerOptions options, Handler<HttpServerRequest> handler, AtomicInteger port) {
            this.options = options;
            this.handler = handler;
            this.port = port;
        }

        @Override
        public void start(Promise<Void> started) {
            vertx.createHttpServer(new HttpServerOptions(options))
                    .requestHandler(handler)
                    .invalidRequestHandler(Listeners::refuse)
                    .listen()
                    .onSuccess(server -> port.set(server.actualPort()))
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
