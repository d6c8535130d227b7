package io.meshconformance.reference.proxy.serve;

import io.meshconformance.reference.proxy.config.HostPort;
import io.meshconformance.reference.proxy.config.PathRule;
import io.meshconformance.reference.proxy.config.ProxyRoute;
import io.meshconformance.reference.proxy.config.Upstream;
import io.meshconformance.reference.proxy.fault.Fault;
import io.meshconformance.reference.proxy.session.Parameter;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Streams a request to its workload and the answer back; nothing is held in memory, nothing is rewritten. */
final class Forwarder {
    private static final String CUT_OFF = "upstream_reset_before_response_started{connection_termination}";
    private static final String NO_CONNECTION = "upstream_reset_before_response_started{remote_connection_failure}";

    private final Vertx vertx;
    private final UpstreamClients clients;
    private final UpstreamHeaders headers;
    private final AtomicInteger turn = new AtomicInteger();

    Forwarder(Vertx vertx, UpstreamHeaders headers) {
        this.vertx = vertx;
        this.clients = new UpstreamClients(vertx);
        this.headers = headers;
    }

    /** Forwards; the answer is ended in every case. */
    void forward(JudgedRequest exchange, ProxyRoute route) {
        HttpServerRequest incoming = exchange.request();
        incoming.pause();
        HostPort target = target(exchange, route.upstream());
        MultiMap forWorkload = headers.forWorkload(exchange, route, target);
        boolean upgrade = isWebSocket(incoming);
        if (upgrade) {
            forWorkload.set("connection", "Upgrade").set("upgrade", "websocket");
        }
        clients.client(route.upstream().trust())
                .request(options(exchange, route, target))
                .onSuccess(outgoing -> {
                    outgoing.headers().setAll(forWorkload);
                    outgoing.exceptionHandler(failure -> fail(exchange, failure));
                    exchange.response().closeHandler(closed -> outgoing.reset());
                    if (upgrade) {
                        new Tunnel(exchange, outgoing).open();
                    } else {
                        send(exchange, route, outgoing);
                    }
                })
                .onFailure(failure -> fail(exchange, failure));
    }

    /** Whether the client asks for a WebSocket. */
    static boolean isWebSocket(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_1_1 && "websocket".equalsIgnoreCase(request.getHeader("upgrade"));
    }

    private HostPort target(JudgedRequest exchange, Upstream upstream) {
        List<HostPort> choice =
                exchange.has(Fault.BYPASSES_MESH) && !upstream.pods().isEmpty()
                        ? upstream.pods()
                        : upstream.addresses();
        return choice.get(Math.floorMod(turn.getAndIncrement(), choice.size()));
    }

    private static RequestOptions options(JudgedRequest exchange, ProxyRoute route, HostPort target) {
        // The trailing dot keeps the resolver from trying the pod's search domains first.
        String name = target.host().endsWith(".svc.cluster.local") ? target.host() + "." : target.host();
        return new RequestOptions()
                .setMethod(exchange.request().method())
                .setServer(SocketAddress.inetSocketAddress(target.port(), name))
                .setHost(route.upstream()
                        .trust()
                        .flatMap(trust -> trust.serverName())
                        .orElse(target.host()))
                .setPort(target.port())
                .setURI(uri(exchange, route));
    }

    private static String uri(JudgedRequest exchange, ProxyRoute route) {
        String path = exchange.path();
        String rewritten = route.upstream()
                .prefixRewrite()
                .filter(prefix -> route.path() instanceof PathRule.Prefix)
                .map(prefix -> prefix
                        + path.substring(
                                ((PathRule.Prefix) route.path()).prefix().length()))
                .orElse(path);
        String query = exchange.request().query();
        if (query == null) {
            return rewritten;
        }
        String kept = Arrays.stream(query.split("&", -1))
                .filter(parameter -> !parameter.startsWith(Parameter.SESSION + "="))
                .collect(Collectors.joining("&"));
        return kept.isEmpty() && !query.isEmpty() ? rewritten : rewritten + "?" + kept;
    }

    private void send(JudgedRequest exchange, ProxyRoute route, HttpClientRequest outgoing) {
        Duration limit = route.timeout().orElse(exchange.settings().timeout());
        if (!limit.isZero()) {
            long timer = vertx.setTimer(limit.toMillis(), id -> timeOut(exchange, outgoing));
            exchange.response().bodyEndHandler(ended -> vertx.cancelTimer(timer));
        }
        // A connection that ends before an answer may fail the answer alone: no handler of the request hears of it.
        outgoing.response()
                .onSuccess(answer -> passBack(exchange, route, answer))
                .onFailure(failure -> fail(exchange, failure));
        HttpServerRequest incoming = exchange.request();
        boolean hasBody = incoming.headers().contains("transfer-encoding")
                || incoming.headers().contains("content-length")
                || incoming.version() == HttpVersion.HTTP_2 && !incoming.isEnded();
        if (!hasBody) {
            incoming.resume();
            outgoing.end();
            return;
        }
        if (!outgoing.headers().contains("content-length")) {
            outgoing.setChunked(true);
        }
        incoming.pipeTo(outgoing).onFailure(failure -> outgoing.reset());
    }

    private static void passBack(JudgedRequest exchange, ProxyRoute route, HttpClientResponse answer) {
        HttpServerResponse response = exchange.response();
        if (answer.statusCode() == 403 && exchange.has(Fault.SWALLOWS_MESH_DENIAL)) {
            answer.resume();
            Answers.refusal(exchange, 403, "Forbidden");
            return;
        }
        AccessLog.spoke(exchange, Speaker.UPSTREAM);
        MultiMap answered = answer.headers();
        UpstreamHeaders.removeHopByHop(answered);
        passHeaders(answered, response);
        route.edits().setResponse().forEach(response::putHeader);
        response.setStatusCode(answer.statusCode());
        if (!response.headers().contains("content-length") && exchange.request().version() == HttpVersion.HTTP_1_1) {
            response.setChunked(true);
        }
        answer.pipeTo(response)
                .onFailure(failure -> exchange.request().connection().close());
    }

    /** Puts a workload's headers over the proxy's own, but for the name of the server. */
    static void passHeaders(MultiMap answered, HttpServerResponse response) {
        answered.names().stream()
                .filter(name -> !name.equalsIgnoreCase("server"))
                .forEach(name -> {
                    response.headers().remove(name);
                    response.headers().add(name, answered.getAll(name));
                });
    }

    private static void timeOut(JudgedRequest exchange, HttpClientRequest outgoing) {
        if (!exchange.response().headWritten()) {
            AccessLog.spoke(exchange, Speaker.DATA_PLANE);
            Answers.dataPlane(exchange, 504, "response_timeout", "UT");
        }
        outgoing.reset();
    }

    private static void fail(JudgedRequest exchange, Throwable failure) {
        HttpServerResponse response = exchange.response();
        if (response.headWritten() || response.closed()) {
            return;
        }
        AccessLog.spoke(exchange, Speaker.DATA_PLANE);
        boolean unreachable = failure instanceof ConnectException || failure instanceof java.net.UnknownHostException;
        Answers.dataPlane(exchange, 503, unreachable ? NO_CONNECTION : CUT_OFF, unreachable ? "UF" : "UC");
    }
}
