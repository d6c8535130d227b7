package io.meshconformance.reference.proxy.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reference.proxy.config.HostPort;
import io.meshconformance.reference.proxy.support.SignInBrowser;
import io.meshconformance.reference.proxy.support.World;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the proxy answers by itself, and in whose name. */
class AnswersTest {
    private static final World WORLD = new World();
    private final SignInBrowser browser = WORLD.browser();

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @BeforeEach
    void serve() {
        String anyone = "allow: {or: [{accept: true}]}";
        WORLD.serve(
                "",
                WORLD.route(World.HOST, false, "allow: {or: [{authenticated_user: true}]}"),
                WORLD.route("open.example.test", false, anyone),
                World.route("dead.example.test", false, anyone, new HostPort("127.0.0.1", 1)));
    }

    @Test
    void anUnknownHostIsRefusedByTheDataPlane() {
        SignInBrowser.Answer html = browser.get("https://unknown.example.test/");
        assertEquals(404, html.status());
        assertTrue(html.body().contains("\"status\":\"404\"") && html.body().contains("\"responseFlags\":\"NR\""));
        assertFalse(html.headers().contains("x-pomerium-intercepted-response"));
        SignInBrowser.Answer json = browser.get("https://unknown.example.test/", "accept", "application/json");
        assertEquals(
                "{\"requestId\":\"" + json.header("x-request-id")
                        + "\",\"status\":\"404\",\"statusText\":\"route_not_found\"}",
                json.body());
    }

    /** Nothing before the semicolon: no type at all, and no reason to leave a client without an answer. */
    @Test
    void anAcceptWithoutATypeIsAnswered() {
        assertEquals(302, browser.get(World.URL + "/", "accept", ";").status());
        assertEquals(302, browser.get(World.URL + "/?" + "a".repeat(30_000)).status());
    }

    @Test
    void aDeadWorkloadIsUnavailableAndTheDataPlaneSaysSo() {
        SignInBrowser.Answer answer = browser.get("https://dead.example.test/");
        assertEquals(503, answer.status());
        assertTrue(answer.body().contains("window.POMERIUM_DATA"));
        assertFalse(answer.headers().contains("x-pomerium-intercepted-response"));
    }

    @Test
    void theKeySetIsPublicAndCacheable() {
        SignInBrowser.Answer keys = browser.get("https://unknown.test/.well-known/pomerium/jwks.json");
        assertEquals("max-age=60", keys.header("cache-control"));
        assertEquals("Accept-Encoding,Origin", keys.header("vary"));
        assertEquals(
                304,
                browser.get("https://x.test/.well-known/pomerium/jwks.json", "if-none-match", keys.header("etag"))
                        .status());
        assertFalse(keys.body().contains("\"d\""));
    }

    @Test
    void smallEndpointsAnswerAsObserved() {
        for (String path : List.of("/ping", "/healthz", "/robots.txt", "/.pomerium/")) {
            assertEquals(200, browser.get(World.URL + path).status(), path);
        }
        assertEquals(301, browser.get(World.URL + "/.pomerium").status());
        assertEquals(404, browser.get(World.URL + "/.pomerium/jwt").status());
        String login = World.URL + "/.pomerium/api/v1/login";
        assertEquals(404, browser.get(login).status());
        assertEquals(
                400,
                browser.get(login + "?pomerium_redirect_uri=https%3A%2F%2Fevil.test%2F")
                        .status());
        assertTrue(browser.get(World.URL + "/.well-known/pomerium")
                .body()
                .contains("\"issuer\":\"https://" + World.HOST + "/\""));
    }

    @Test
    void aWebSocketNeedsItsAnnotation() {
        SignInBrowser.Answer refused = browser.get("https://open.example.test/", "upgrade", "websocket");
        assertEquals(403, refused.status());
        assertEquals("", refused.body());
        assertEquals("envoy", refused.header("server"));
        assertFalse(refused.headers().contains("x-pomerium-intercepted-response"));
    }

    @Test
    void theCertificateIsChosenByServerName() {
        assertEquals(
                WORLD.certificate().chain().get(0),
                browser.get("https://open.example.test/").certificates().get(0));
    }

    @Test
    void theLogSaysWhoDecidedAndNoSecret() {
        SignInBrowser.Answer answer = browser.get("https://unknown.example.test/a?pomerium_session=secret");
        assertTrue(WORLD.log().contains(answer.header("x-request-id")));
        assertTrue(WORLD.log().contains("\"decided-by\":\"data-plane\""));
        assertFalse(WORLD.log().contains("secret"));
    }

    @Test
    void policyFaultsShow() {
        WORLD.serve("open-to-all", WORLD.route(World.HOST, false, ""));
        assertEquals(200, browser.get(World.URL + "/").status());
        WORLD.serve("opaque-keyset", WORLD.route(World.HOST, false, ""));
        assertEquals(
                "{\"keys\":[]}",
                browser.get(World.URL + "/.well-known/pomerium/jwks.json").body());
        WORLD.serve("open-programmatic-redirect", WORLD.route(World.HOST, false, ""));
        assertEquals(
                200,
                browser.get(World.URL + "/.pomerium/api/v1/login?pomerium_redirect_uri=https%3A%2F%2Fevil.test%2F")
                        .status());
    }
}
