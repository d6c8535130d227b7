package io.meshconformance.reference.proxy.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.badinput.BadInput;
import io.meshconformance.reference.proxy.support.World;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * Whatever comes in by the front door, the proxy answers or hangs up: it never waits for ever, no mistake of its own shows,
 * no client that is not signed in reaches the workload, and the next client is served.
 */
class FrontDoorProperties {
    private static final int LIMIT_MILLIS = 20_000;
    private static final Pattern STATUS = Pattern.compile("(?m)^HTTP/1\\.[01] (\\d{3})");
    /** What the proxy says it does not implement. */
    private static final int NOT_IMPLEMENTED = 501;

    private static final String REQUEST = """
            GET /a/b?x=1&y=%%20z HTTP/1.1
            host: %s
            accept: text/html,application/json;q=0.9,*/*;q=0.8
            cookie: _pomerium=eyJhbGciOiJIUzI1NiJ9.e30.AA; _pomerium_csrf=abc
            authorization: Bearer Pomerium-eyJhbGciOiJIUzI1NiJ9.e30.AA
            connection: close

            """;
    private static final String FORM = """
            POST /.pomerium/callback/?pomerium_signature=AA HTTP/1.1
            host: %s
            content-type: application/x-www-form-urlencoded
            content-length: 7
            connection: close

            a=b&c=d""";
    private static final String CHUNKED = """
            POST /c HTTP/1.1
            host: %s
            transfer-encoding: chunked
            connection: close

            3
            abc
            0

            """;

    private final List<Throwable> mistakes = new CopyOnWriteArrayList<>();
    private World world = new World();
    private int port;

    @BeforeProperty
    void opens() {
        world.vertx().exceptionHandler(mistakes::add);
        world.serve("", world.route(World.HOST, true, "allow: {or: [{authenticated_user: true}]}"));
        port = world.servePlain();
    }

    @AfterProperty
    void closes() {
        world.close();
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        return BadInput.bytesLike(List.of(REQUEST, FORM, CHUNKED, REQUEST.replace("1.1", "1.0")).stream()
                .flatMap(
                        text -> List.of(World.HOST, World.AUTHENTICATE).stream().map(text::formatted))
                .map(text -> text.replace("\n", "\r\n"))
                .toArray(String[]::new));
    }

    @Provide
    Arbitrary<String> requests() {
        Arbitrary<String> targets = Arbitraries.oneOf(
                BadInput.like(
                        "/",
                        "/a%2Fb/../c?d=e&f",
                        "/.pomerium/",
                        "/.pomerium/user",
                        "/.pomerium/callback/?pomerium_session_encrypted=a&pomerium_redirect_uri=https%3A%2F%2Fa.test",
                        "/.pomerium/sign_in?pomerium_redirect_uri=https%3A%2F%2Fa.test&pomerium_signature=AA",
                        "/.pomerium/sign_out",
                        "/.pomerium/api/v1/login?pomerium_redirect_uri=http%3A%2F%2Flocalhost%3A1%2F",
                        "/oauth2/callback?code=a&state=b",
                        "/.well-known/pomerium/jwks.json",
                        "http://hello.example.test/x"),
                BadInput.texts());
        Arbitrary<String> headers = Combinators.combine(
                        Arbitraries.of(
                                "accept",
                                "cookie",
                                "authorization",
                                "origin",
                                "x-requested-with",
                                "upgrade",
                                "x-pomerium-authorization",
                                "x-forwarded-for",
                                "access-control-request-method",
                                "host"),
                        Arbitraries.oneOf(
                                BadInput.like(
                                        "text/html;q=0.1,application/json",
                                        ";",
                                        "_pomerium=eyJhbGciOiJIUzI1NiJ9.e30.AA; a=\"b\"",
                                        "Pomerium eyJhbGciOiJIUzI1NiJ9.e30.AA",
                                        "Bearer Pomerium-eyJhbGciOiJub25lIn0.e30.",
                                        "XMLHttpRequest",
                                        "websocket"),
                                BadInput.texts()))
                .as((name, value) -> name + ": " + value.replaceAll("[\\x00-\\x1f\\x7f]", ""));
        return Combinators.combine(
                        Arbitraries.of("GET", "POST", "OPTIONS", "HEAD", "PUT", "TRACE", "PROPFIND"),
                        targets,
                        Arbitraries.of(World.HOST, World.AUTHENTICATE, "HELLO.example.test:443", "unknown.test"),
                        headers.list().ofMaxSize(3))
                .as((method, target, host, more) ->
                        method + " /" + target.replaceAll("[\\x00- \\x7f]", "").replaceFirst("^/", "")
                                + " HTTP/1.1\r\nhost: " + host + "\r\nconnection: close\r\n"
                                + more.stream().map(line -> line + "\r\n").reduce("", String::concat) + "\r\n")
                .withoutEdgeCases();
    }

    @Property
    @Label("a damaged request is answered or hung up on")
    void damaged(@ForAll("damaged") byte[] bytes) throws IOException {
        judge(exchange(bytes, true));
    }

    @Property
    @Label("a request that is whole is answered")
    void whole(@ForAll("requests") String request) throws IOException {
        String answer = exchange(request.getBytes(StandardCharsets.UTF_8), false);
        judge(answer);
        assertTrue(STATUS.matcher(answer).find(), answer);
    }

    private void judge(String answer) throws IOException {
        Matcher status = STATUS.matcher(answer);
        while (status.find()) {
            int code = Integer.parseInt(status.group(1));
            assertTrue(code < 500 || code == NOT_IMPLEMENTED, answer);
        }
        assertFalse(answer.contains("Exception") || answer.contains("\tat "), answer);
        assertEquals(List.of(), mistakes);
        assertEquals(List.of(), world.workload().seen());
    }

    /** Sends, and reads until the proxy hangs up; a request that may lack its end is followed by the end of the stream. */
    private String exchange(byte[] request, boolean ends) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            try {
                socket.getOutputStream().write(request);
                if (ends) {
                    socket.shutdownOutput();
                }
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (SocketException hungUp) {
                return "";
            }
        }
    }
}
