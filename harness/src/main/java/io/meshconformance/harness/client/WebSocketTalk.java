package io.meshconformance.harness.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What a program says and hears over a WebSocket that was opened: one text there and one back, then it closes (RFC 6455),
 * in frames by Netty's codec. Used by one thread, once.
 */
final class WebSocketTalk {

    private static final int MOST_BYTES = 1 << 20;

    private final InputStream in;
    private final OutputStream out;
    private final EmbeddedChannel encoder = new EmbeddedChannel(new WebSocket13FrameEncoder(true));
    private final EmbeddedChannel decoder = new EmbeddedChannel(
            new WebSocket13FrameDecoder(false, false, MOST_BYTES), new WebSocketFrameAggregator(MOST_BYTES));

    WebSocketTalk(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /**
     * Says a text.
     *
     * @return the first text that came back, and how the server ended: {@code hello, closed with 1000}
     * @throws IOException when the connection ends before the server said how, or the stream's limit passes
     */
    String say(String text) throws IOException {
        send(new TextWebSocketFrame(text));
        String heard = "nothing";
        byte[] some = new byte[8192];
        for (int read = in.read(some); read >= 0; read = in.read(some)) {
            decoder.writeInbound(Unpooled.copiedBuffer(some, 0, read));
            for (WebSocketFrame frame = decoder.readInbound(); frame != null; frame = decoder.readInbound()) {
                if (frame instanceof TextWebSocketFrame message) {
                    heard = message.text();
                    send(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
                } else if (frame instanceof PingWebSocketFrame ping) {
                    send(new PongWebSocketFrame(ping.content().retain()));
                } else if (frame instanceof CloseWebSocketFrame end) {
                    return heard + ", closed with " + end.statusCode();
                }
            }
        }
        return heard + ", cut off";
    }

    private void send(WebSocketFrame frame) throws IOException {
        encoder.writeOutbound(frame);
        for (ByteBuf bytes = encoder.readOutbound(); bytes != null; bytes = encoder.readOutbound()) {
            bytes.readBytes(out, bytes.readableBytes());
            bytes.release();
        }
        out.flush();
    }
}
