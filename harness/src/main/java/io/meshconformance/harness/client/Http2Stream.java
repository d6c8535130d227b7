package io.meshconformance.harness.client;

import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.http.Url;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.util.AsciiString;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Reads one response off its stream: headers, body and trailers (RFC 9113, section 8.1). Runs on the connection's thread. */
final class Http2Stream extends SimpleChannelInboundHandler<Http2StreamFrame> {

    private static final int INTERIM = 200;
    private static final int GRANTED = 200;

    private final boolean tunnel;
    private final CompletableFuture<Response> response = new CompletableFuture<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;
    private Headers headers = Headers.none();
    private Headers trailers = Headers.none();

    /**
     * Reads what comes for a request.
     *
     * @param tunnel whether the request asks for a tunnel, whose response is whole with its headers once it is granted
     */
    Http2Stream(boolean tunnel) {
        this.tunnel = tunnel;
    }

    /** Completed once the response is whole; exceptionally where it does not come to that. */
    CompletableFuture<Response> response() {
        return response;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Http2StreamFrame frame) throws IOException {
        if (frame instanceof Http2HeadersFrame block) {
            read(block);
        } else if (frame instanceof Http2DataFrame data) {
            data.content().readBytes(body, data.content().readableBytes());
            endIf(data.isEndStream());
        }
    }

    private void read(Http2HeadersFrame block) {
        CharSequence code = block.headers().status();
        if (status >= INTERIM) {
            trailers = lines(block.headers());
        } else if (code != null) {
            status = AsciiString.of(code).parseInt();
            headers = lines(block.headers());
        }
        endIf(block.isEndStream() || tunnel && status == GRANTED);
    }

    private void endIf(boolean last) {
        if (last) {
            response.complete(new Response(status, headers, body.toString(StandardCharsets.UTF_8), trailers));
        }
    }

    /**
     * The request's own, with its host as the authority, in lower case as HTTP/2 has them. A WebSocket is asked for by an
     * extended CONNECT, without the lines that HTTP/1.1 switches protocols by (RFC 8441, section 5), and whether or not
     * the server says that it takes one.
     */
    static Http2Headers headers(Request request) {
        Url url = request.url();
        Http2Headers headers = new DefaultHttp2Headers()
                .method(request.method())
                .scheme(url.scheme())
                .authority(url.authority())
                .path(url.target());
        Headers lines = request.headers();
        if (request.asksForWebSocket()) {
            headers.method(HttpMethod.CONNECT.asciiName())
                    .set(Http2Headers.PseudoHeaderName.PROTOCOL.value(), HttpHeaderValues.WEBSOCKET);
            lines = lines.without("Connection").without("Upgrade").without("Sec-WebSocket-Key");
        }
        lines.lines().forEach(line -> headers.add(line.name().toLowerCase(Locale.ROOT), line.value()));
        return headers;
    }

    /** The lines of a block, without those that HTTP/1.1 has in its first line. */
    static Headers lines(Http2Headers block) {
        Headers lines = Headers.none();
        for (Map.Entry<CharSequence, CharSequence> line : block) {
            if (!Http2Headers.PseudoHeaderName.hasPseudoHeaderFormat(line.getKey())) {
                lines = lines.with(line.getKey().toString(), line.getValue().toString());
            }
        }
        return lines;
    }

    /** A reset is no frame to Netty but an event. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Http2ResetFrame reset) {
            response.completeExceptionally(
                    new EOFException("the server reset the stream by code " + reset.errorCode()));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        response.completeExceptionally(new EOFException("the connection ended before the response"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        response.completeExceptionally(cause);
        context.close();
    }
}
