package io.meshconformance.harness.client;

import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Response;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
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
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Reads one response off its stream: headers, body and trailers (RFC 9113, section 8.1). Runs on the connection's thread. */
final class Http2Stream extends SimpleChannelInboundHandler<Http2StreamFrame> {

    private static final int INTERIM = 200;

    private final CompletableFuture<Response> response = new CompletableFuture<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;
    private Headers headers = Headers.none();
    private Headers trailers = Headers.none();

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
        endIf(block.isEndStream());
    }

    private void endIf(boolean last) {
        if (last) {
            response.complete(new Response(status, headers, body.toString(StandardCharsets.UTF_8), trailers));
        }
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
