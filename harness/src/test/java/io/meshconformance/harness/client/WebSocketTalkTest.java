package io.meshconformance.harness.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WebSocketTalkTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    @DisplayName("a text is said, masked, and what comes back is heard; then it is closed, and the server says so too")
    void text() throws IOException {
        assertEquals(
                "hello, closed with 1000", heard(new TextWebSocketFrame("hello"), new CloseWebSocketFrame(1000, "")));

        List<WebSocketFrame> frames = framesSaid();
        assertEquals("hi", ((TextWebSocketFrame) frames.get(0)).text());
        assertEquals(1000, ((CloseWebSocketFrame) frames.get(1)).statusCode());
    }

    @Test
    @DisplayName("a text in several frames is one, and a ping among them is answered")
    void fragments() throws IOException {
        assertEquals(
                "hello, closed with 1001",
                heard(
                        new TextWebSocketFrame(false, 0, "hel"),
                        new PingWebSocketFrame(Unpooled.wrappedBuffer(new byte[] {7})),
                        new ContinuationWebSocketFrame(true, 0, "lo"),
                        new CloseWebSocketFrame(1001, "")));

        assertEquals(7, ((PongWebSocketFrame) framesSaid().get(1)).content().getByte(0));
    }

    @Test
    @DisplayName("a server that ends without a word cut it off")
    void cutOff() throws IOException {
        assertEquals("nothing, cut off", heard());
        assertEquals("hello, cut off", heard(new TextWebSocketFrame("hello")));
    }

    @Test
    @DisplayName("a server that closes at once said nothing")
    void closed() throws IOException {
        assertEquals("nothing, closed with 1008", heard(new CloseWebSocketFrame(1008, "no")));
    }

    private String heard(WebSocketFrame... ofServer) throws IOException {
        EmbeddedChannel encoder = new EmbeddedChannel(new WebSocket13FrameEncoder(false));
        encoder.writeOutbound((Object[]) ofServer);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ByteBuf some = encoder.readOutbound(); some != null; some = encoder.readOutbound()) {
            some.readBytes(bytes, some.readableBytes());
        }
        return new WebSocketTalk(new ByteArrayInputStream(bytes.toByteArray()), said).say("hi");
    }

    /** As a server reads them, which takes no frame that is not masked. */
    private List<WebSocketFrame> framesSaid() {
        EmbeddedChannel decoder = new EmbeddedChannel(new WebSocket13FrameDecoder(true, false, 1024));
        decoder.writeInbound(Unpooled.wrappedBuffer(said.toByteArray()));
        List<WebSocketFrame> frames = new ArrayList<>();
        for (WebSocketFrame frame = decoder.readInbound(); frame != null; frame = decoder.readInbound()) {
            frames.add(frame);
        }
        return frames;
    }
}
