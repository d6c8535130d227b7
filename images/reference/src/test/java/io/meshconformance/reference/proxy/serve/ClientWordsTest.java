package io.meshconformance.reference.proxy.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reference.proxy.support.SignInBrowser;
import io.meshconformance.reference.proxy.support.World;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client says beside Host and path opens nothing; each fault is a way in which others believed it. */
class ClientWordsTest {
    private static final World WORLD = new World();
    private static final String OPEN = "open.example.test";
    private final SignInBrowser browser = WORLD.browser();

    @AfterAll
    static void close() {
        WORLD.close();
    }

    private static void serve(String faults) {
        WORLD.serve(
                faults,
                WORLD.route(World.HOST, true, "allow: {or: [{authenticated_user: true}]}"),
                WORLD.route("preflight.example.test", false, "allow: {or: [{cors_preflight: true}, {email: x@y.z}]}"),
                WORLD.route(OPEN, false, "allow: {or: [{accept: true}]}"));
    }

    private int status(String url, String... headers) {
        return send(HttpMethod.GET, url, headers).status();
    }

    private SignInBrowser.Answer send(HttpMethod method, String url, String... headers) {
        MultiMap map = HttpHeaders.headers();
        for (int i = 0; i < headers.length; i += 2) {
            map.add(headers[i], headers[i + 1]);
        }
        return browser.send(method, url, map, "");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "X-Forwarded-Host, open.example.test, believes-forwarded-host",
        "X-Envoy-Original-Host, open.example.test, believes-forwarded-host",
        "X-Forwarded-For, 127.0.0.1, believes-forwarded-address",
        "X-Real-IP, 127.0.0.1, believes-forwarded-address",
        "User-Agent, kube-probe/1.36, admits-probes",
        "User-Agent, GoogleHC/1.0, admits-probes"
    })
    void opensNothing(String header, String value, String fault) {
        serve("");
        assertEquals(302, status(World.URL + "/", header, value));
        serve(fault);
        assertEquals(200, status(World.URL + "/", header, value));
    }

    @Test
    void aForwardedPathChoosesNoRoute() {
        serve("");
        assertEquals(200, status("https://" + OPEN + "/a", "X-Forwarded-Uri", "no path"));
        serve("believes-forwarded-path");
        assertEquals(404, status("https://" + OPEN + "/a", "X-Forwarded-Uri", "no path"));
    }

    @Test
    void theHostChoosesTheRouteAndNotTheHandshake() {
        serve("");
        assertEquals(302, status("https://" + OPEN + "/", "Host", World.HOST));
        assertEquals(200, status(World.URL + "/", "Host", OPEN));
        serve("routes-by-server-name");
        assertEquals(200, status("https://" + OPEN + "/", "Host", World.HOST));
        assertEquals(302, status(World.URL + "/", "Host", OPEN));
    }

    @Test
    void theHostMayHaveAPortAndCapitals() {
        serve("");
        assertEquals(200, status("https://" + OPEN + "/", "Host", OPEN + ":443"));
        assertEquals(200, status("https://" + OPEN + "/", "Host", "OPEN.example.test"));
        assertEquals(404, status("https://" + OPEN + "/", "Host", "other.example.test:443"));
        assertTrue(send(HttpMethod.GET, World.URL + "/a", "Host", World.HOST + ":443")
                .location()
                .contains("pomerium_redirect_uri=https%3A%2F%2F" + World.HOST + "%2Fa&"));
        serve("host-takes-no-port");
        assertEquals(404, status("https://" + OPEN + "/", "Host", OPEN + ":443"));
    }

    @Test
    void aPreflightHasBothItsHeaders() {
        String url = "https://preflight.example.test/";
        String[] both = {"Origin", "https://app.test", "Access-Control-Request-Method", "PUT"};
        serve("");
        assertEquals(200, send(HttpMethod.OPTIONS, url, both).status());
        assertEquals(302, send(HttpMethod.OPTIONS, url).status());
        assertEquals(
                302, send(HttpMethod.OPTIONS, url, "Origin", "https://app.test").status());
        assertEquals(302, send(HttpMethod.GET, url, both).status());
        serve("preflight-by-method");
        assertEquals(200, send(HttpMethod.OPTIONS, url).status());
        assertEquals(302, send(HttpMethod.GET, url, both).status());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "Authorization, Pomerium x, ''",
        "Authorization, Bearer Pomerium-x, ''",
        "X-Pomerium-Authorization, x, ''",
        "Accept, */*, ?pomerium_session=x"
    })
    void aProgramWhoseSessionIsNotValidIsToldSo(String header, String value, String query) {
        serve("");
        assertEquals(401, status(World.URL + "/" + query, header, value));
        assertEquals(302, status(World.URL + "/", "Authorization", "Bearer x"));
        serve("redirects-programs");
        assertEquals(302, status(World.URL + "/" + query, header, value));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "application/grpc, 200, application/grpc",
        "application/grpc+proto, 200, application/grpc",
        "application/grpc-web-text, 401, application/grpc-web+json",
        "application/grpc-web+proto, 401, application/grpc-web+json"
    })
    void aGrpcClientIsToldInItsOwnStatus(String type, int status, String answered) {
        serve("");
        SignInBrowser.Answer told = send(HttpMethod.POST, World.URL + "/service/method", "Content-Type", type);
        assertEquals(status, told.status());
        assertEquals(answered, told.header("content-type"));
        assertEquals("16", told.header("grpc-status"));
        assertEquals("Unauthenticated", told.header("grpc-message"));
        assertEquals("", told.body());
        serve("redirects-grpc");
        assertEquals(
                302,
                send(HttpMethod.POST, World.URL + "/service/method", "Content-Type", type)
                        .status());
    }

    @Test
    void aGrpcClientThatThePolicyRefusesIsToldInItsOwnStatus() {
        WORLD.serve("", WORLD.route(World.HOST, true, "allow: {or: [{email: x@y.z}]}"));
        browser.walk(World.URL + "/");
        SignInBrowser.Answer told =
                send(HttpMethod.POST, World.URL + "/service/method", "Content-Type", "application/grpc");
        assertEquals(200, told.status());
        assertEquals("7", told.header("grpc-status"));
        assertEquals("Forbidden", told.header("grpc-message"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"application/grpcx", "application/json", "text/application/grpc"})
    void anyOtherTypeIsNoCall(String type) {
        serve("");
        assertEquals(
                302,
                send(HttpMethod.POST, World.URL + "/service/method", "Content-Type", type)
                        .status());
    }

    @Test
    void headersMayBeLong() {
        serve("");
        assertEquals(200, status("https://" + OPEN + "/", "X-Long", "x".repeat(100 * 1024)));
        SignInBrowser.Answer refused = send(HttpMethod.GET, "https://" + OPEN + "/", "X-Long", "x".repeat(129 * 1024));
        assertEquals(431, refused.status());
        assertEquals("envoy", refused.header("server"));
        assertEquals("", refused.body());
        serve("small-headers");
        assertEquals(431, status("https://" + OPEN + "/", "X-Long", "x".repeat(8 * 1024)));
        assertEquals(200, status("https://" + OPEN + "/", "X-Long", "x".repeat(7 * 1024)));
    }

    @Test
    void noPageShowsAToken() {
        serve("");
        browser.walk(World.URL + "/");
        for (String page : List.of(World.URL, "https://" + World.AUTHENTICATE)) {
            String body = browser.get(page + "/.pomerium/").body();
            assertTrue(body.contains("alice@example.com"), page);
            assertFalse(body.contains("eyJ"), page);
        }
        serve("shows-tokens");
        String shown = browser.get(World.URL + "/.pomerium/").body();
        assertTrue(shown.contains("\"idToken\":\"eyJ"), shown);
    }
}
