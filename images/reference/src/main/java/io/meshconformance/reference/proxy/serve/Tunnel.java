package io.meshconformance.reference.proxy.serve;

import io.meshconformance.reference.proxy.fault.Fault;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetSocket;

/** A WebSocket: after the workload's 101 the bytes flow both ways until either side closes. */
final class Tunnel {
    private final JudgedRequest exchange;
    private final HttpClientRequest outgoing;

    Tunnel(JudgedRequest exchange, HttpClientRequest outgoing) {
        this.exchange = exchange;
        this.outgoing = outgoing;
    }

    void open() {
        outgoing.connect().onSuccess(this::answered).onFailure(failure -> {
            if (!exchange.response().headWritten()) {
                Answers.dataPlane(
                        exchange, 503, "upstream_reset_before_response_started{connection_termination}", "UC");
            }
        });
    }

    private void answered(HttpClientResponse answer) {
        AccessLog.spoke(exchange, Speaker.UPSTREAM);
        HttpServerResponse response = exchange.response().setStatusCode(answer.statusCode());
        if (answer.statusCode() != 101) {
            UpstreamHeaders.removeHopByHop(answer.headers());
            Forwarder.passHeaders(answer.headers(), response);
            if (!response.headers().contains("content-length")) {
                response.setChunked(true);
            }
            exchange.request().resume();
            answer.pipeTo(response)
                    .onFailure(failure -> exchange.request().connection().close());
            return;
        }
        Forwarder.passHeaders(answer.headers(), response);
        NetSocket far = answer.netSocket();
        exchange.request()
                .toNetSocket()
                .onSuccess(near -> {
                    if (!exchange.has(Fault.SILENT_WEBSOCKETS)) {
                        join(near, far);
                    }
                })
                .onFailure(failure -> far.close());
    }

    private static void join(NetSocket near, NetSocket far) {
        near.pipeTo(far).onComplete(ended -> far.close());
        far.pipeTo(near).onComplete(ended -> near.close());
    }
}
