package io.meshconformance.harness.expect;

import static io.meshconformance.harness.expect.Expectations.header;
import static io.meshconformance.harness.expect.Expectations.status;

import io.meshconformance.harness.http.Headers;

/** How a WebSocket is asked for over HTTP/1.1 and granted; key and answer are those of RFC 6455, section 1.3. */
public final class WebSockets {

    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final String ANSWER = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private WebSockets() {}

    /** The headers by which a program asks for one. */
    public static Headers handshake() {
        return Headers.none()
                .with("Connection", "Upgrade")
                .with("Upgrade", "websocket")
                .with("Sec-WebSocket-Version", "13")
                .with("Sec-WebSocket-Key", KEY);
    }

    /**
     * The headers by which a page asks for one.
     *
     * @param origin the page's, such as {@code https://host}
     */
    public static Headers handshakeFrom(String origin) {
        return handshake().with("Origin", origin);
    }

    /** The server switched to the protocol, by the answer to this very key. */
    public static Expectation opened() {
        return status(101).and(header("Sec-WebSocket-Accept", ANSWER)).called("the WebSocket is opened");
    }
}
