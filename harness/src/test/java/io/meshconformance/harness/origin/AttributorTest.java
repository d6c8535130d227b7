package io.meshconformance.harness.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.evidence.Caller;
import io.meshconformance.harness.environment.Origins;
import io.meshconformance.harness.http.Answer;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Failure;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.pomerium.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AttributorTest {

    private static final String ROUTE = "https://shop.test/x";
    private static final String ID = "7a0c8f54-0000-4000-8000-000000000001";
    private static final Headers ENVOY = Headers.none().with("server", "envoy");
    private static final Headers HTML = ENVOY.with("content-type", "text/html; charset=UTF-8");
    private static final Headers JSON = ENVOY.with("content-type", "application/json");
    private static final Headers TEXT = ENVOY.with("content-type", "text/plain");
    private static final Headers UPSTREAM = ENVOY.with("x-envoy-upstream-service-time", "3");
    private static final Headers GRPC = UPSTREAM.with("content-type", "application/grpc");

    private final Attributor attributor = Origins.of("authenticate.test", "idp.test");

    @ParameterizedTest(name = "{1} {3}: {0}")
    @DisplayName("every answer of the observed proxy and of the mesh is known by its marks")
    @MethodSource("answers")
    void marks(Answerer expected, int status, Headers headers, String body, String url) {
        assertEquals(expected, of(url, new Response(status, headers, body)).answerer());
    }

    static Stream<Arguments> answers() {
        String signIn = "https://authenticate.test/.pomerium/sign_in?pomerium_signature=abc";
        return Stream.of(
                a(Answerer.PROXY, 302, HTML.with(Proxy.INTERCEPTED, "true").with("location", signIn), "<html>"),
                a(Answerer.PROXY, 302, ENVOY.with("location", signIn), ""),
                a(Answerer.PROXY, 403, HTML.with(Proxy.INTERCEPTED, "true"), "<title>403 Forbidden</title>"),
                a(Answerer.PROXY, 401, JSON, "{\"error\":\"Unauthenticated\",\"request_id\":\"a-b\"}"),
                a(Answerer.PROXY, 403, JSON, "{\"error\":\"Forbidden\",\"request_id\":\"a-b\"}"),
                a(Answerer.PROXY, 400, HTML, "<script>window.POMERIUM_DATA = {\"page\":\"Error\",\"status\":400}"),
                a(Answerer.PROXY, 200, JSON, "{}", "https://any.test/.well-known/pomerium/jwks.json"),
                a(Answerer.PROXY, 400, TEXT, "Bad Request", "https://authenticate.test/oauth2/callback"),
                a(Answerer.PROXY_ENVOY, 404, HTML, "window.POMERIUM_DATA = {\"status\":\"404\",\"statusText\":\"x\"}"),
                a(
                        Answerer.PROXY_ENVOY,
                        404,
                        JSON,
                        "{\"requestId\":\"a\",\"status\":\"404\",\"statusText\":\"route_not_found\"}"),
                a(Answerer.PROXY_ENVOY, 301, ENVOY.with("location", ROUTE), "", "http://shop.test/x"),
                a(Answerer.PROXY_ENVOY, 400, ENVOY, ""),
                a(Answerer.PROXY_ENVOY, 431, ENVOY, ""),
                a(Answerer.PROXY_ENVOY, 400, TEXT.with("connection", "close"), "Bad Request"),
                a(Answerer.PROXY_ENVOY, 431, TEXT.with("connection", "close"), "Request Header Fields Too Large"),
                a(Answerer.MESH, 403, TEXT, "RBAC: access denied"),
                a(Answerer.MESH, 403, UPSTREAM, "RBAC: access denied"),
                a(Answerer.MESH, 403, TEXT, "Audiences in Jwt are not allowed"),
                a(Answerer.MESH, 401, TEXT, "Jwt is expired"),
                a(Answerer.MESH, 401, UPSTREAM.with("content-type", "text/plain"), "Jwt of a text to come"),
                a(Answerer.MESH, 403, TEXT, "Jwks remote fetch is failed"),
                a(Answerer.MESH, 200, GRPC.with("grpc-status", "7").with("grpc-message", "RBAC: access denied"), ""),
                a(Answerer.MESH, 200, GRPC.with("grpc-status", "16").with("grpc-message", "Jwt is expired"), ""),
                a(Answerer.MESH, 503, TEXT, "no healthy upstream"),
                a(
                        Answerer.MESH,
                        503,
                        TEXT,
                        "upstream connect error or disconnect/reset before headers. reset reason: connection"
                                + " termination"),
                a(Answerer.MESH, 502, ENVOY, "", "http://example.test/"),
                a(Answerer.PROXY, 200, ENVOY.with("grpc-status", "16").with("grpc-message", "Unauthenticated"), ""),
                a(Answerer.PROXY, 200, ENVOY.with("grpc-status", "7").with("grpc-message", "Forbidden"), ""),
                a(Answerer.APPLICATION, 200, GRPC.with("grpc-status", "7").with("grpc-message", "Forbidden"), ""),
                a(Answerer.MESH, 403, Headers.none(), "", "http://istiod.istio-system.svc.cluster.local:15014/debug/x"),
                a(Answerer.PROVIDER, 200, Headers.none(), "<form>", "https://idp.test:8443/default/authorize"),
                a(Answerer.APPLICATION, 200, ENVOY.with("x-conformance-workload", "app/nginx"), "hello"),
                a(Answerer.APPLICATION, 404, UPSTREAM, "not here"),
                a(Answerer.APPLICATION, 403, ENVOY.with("sec-websocket-version", "13"), "Forbidden"),
                a(Answerer.APPLICATION, 403, UPSTREAM, "rbac: access denied"),
                a(Answerer.APPLICATION, 200, GRPC.with("grpc-status", "7").with("grpc-message", "not yours"), ""),
                a(Answerer.APPLICATION, 200, GRPC.with("grpc-message", "RBAC: access denied"), ""),
                a(Answerer.APPLICATION, 401, UPSTREAM.with("content-type", "application/json"), "Jwt is expired"),
                a(Answerer.APPLICATION, 401, UPSTREAM.with("content-type", "text/plain"), "Jwtless"),
                a(Answerer.APPLICATION, 418, ENVOY, "{\"X-Conformance-Request\":\"" + ID + "\"}"),
                a(Answerer.APPLICATION, 200, UPSTREAM, "ok", "http://shop.inside/healthz"));
    }

    @ParameterizedTest(name = "{1} {3}")
    @DisplayName("what carries no mark, or a mark that does not fit, is unknown")
    @MethodSource("unmarked")
    void unknown(Answerer expected, int status, Headers headers, String body, String url) {
        assertEquals(expected, of(url, new Response(status, headers, body)).answerer());
    }

    static Stream<Arguments> unmarked() {
        Headers gateway = Headers.none().with("server", "istio-envoy").with("x-envoy-upstream-service-time", "2");
        return Stream.of(
                a(Answerer.UNKNOWN, 200, ENVOY, "anybody may say so"),
                a(Answerer.UNKNOWN, 404, Headers.none().with("server", "nginx/1.22.1"), "<html>"),
                a(Answerer.UNKNOWN, 403, ENVOY, "Forbidden"),
                a(Answerer.UNKNOWN, 431, ENVOY, "too large"),
                a(Answerer.UNKNOWN, 431, ENVOY, "", "http://shop.test/x"),
                a(Answerer.UNKNOWN, 404, ENVOY, "not found"),
                a(Answerer.UNKNOWN, 401, TEXT, "RBAC: access denied"),
                a(Answerer.UNKNOWN, 403, TEXT, "RBAC: access denied\n"),
                a(Answerer.UNKNOWN, 400, TEXT, "Jwt is expired"),
                a(Answerer.UNKNOWN, 403, JSON, "{\"error\":\"Forbidden\"}"),
                a(Answerer.UNKNOWN, 403, JSON, "{\"error\":\"Forbidden\",\"request_id\":\"a\",\"more\":1}"),
                a(Answerer.UNKNOWN, 403, JSON, "{not json"),
                a(Answerer.UNKNOWN, 200, TEXT, "User-agent: *\nDisallow: /", "https://shop.test/robots.txt"),
                a(Answerer.UNKNOWN, 400, gateway, "Bad Request"),
                a(Answerer.UNKNOWN, 403, Headers.none(), ""));
    }

    @Test
    @DisplayName("a bare 403 of an Envoy without an upstream is the proxy's own where an upgrade was asked of it")
    void refusedUpgrade() {
        Request upgrade = Request.get(ROUTE).with("Upgrade", "websocket");
        assertEquals(
                Answerer.PROXY_ENVOY, of(upgrade, new Response(403, ENVOY, "")).answerer());
        assertEquals(Answerer.MESH, of(ROUTE, new Response(403, ENVOY, "")).answerer());
        assertEquals(
                Answerer.UNKNOWN,
                of(upgrade, new Response(403, Headers.none(), "")).answerer());
    }

    @Test
    @DisplayName("a workload that names itself answers with its own words, or passes on what the mesh told it")
    void relayed() {
        Headers page = UPSTREAM.with("x-conformance-workload", "app/frontend");
        assertEquals(
                new Attribution(Answerer.APPLICATION, "header x-conformance-workload: app/frontend", Answerer.MESH),
                of(ROUTE, new Response(403, page, "RBAC: access denied")));
        assertEquals(
                new Attribution(Answerer.APPLICATION, "header x-conformance-workload: app/frontend"),
                of(ROUTE, new Response(200, page, "customers")));
    }

    @Test
    @DisplayName("where no response came no hop answered")
    void noResponse() {
        assertEquals(
                Answerer.NONE,
                of(ROUTE, new Failure(Failure.Kind.CUT_OFF, "reset")).answerer());
    }

    private Attribution of(String url, Answer answer) {
        return of(Request.get(url), answer);
    }

    private Attribution of(Request request, Answer answer) {
        return attributor.of(new Exchange(
                ID,
                new Caller.Browser(null),
                "",
                request,
                answer,
                List.of(),
                new Attribution(Answerer.UNKNOWN, ""),
                Instant.EPOCH,
                Duration.ZERO));
    }

    private static Arguments a(Answerer expected, int status, Headers headers, String body) {
        return a(expected, status, headers, body, ROUTE);
    }

    private static Arguments a(Answerer expected, int status, Headers headers, String body, String url) {
        return Arguments.of(expected, status, headers, body, url);
    }
}
