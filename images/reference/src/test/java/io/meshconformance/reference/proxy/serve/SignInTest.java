package io.meshconformance.reference.proxy.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reference.proxy.session.Query;
import io.meshconformance.reference.proxy.support.SignInBrowser;
import io.meshconformance.reference.proxy.support.World;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInTest {
    private static final World WORLD = new World();
    private static final String ANY_USER = "{allow: {or: [{authenticated_user: true}]}}";
    private final SignInBrowser browser = WORLD.browser();

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @BeforeEach
    void serve() {
        WORLD.serve(
                "",
                WORLD.route(World.HOST, true, ANY_USER),
                WORLD.route("other.example.test", true, ANY_USER),
                WORLD.route("nobody.example.test", false, ""),
                WORLD.route("bob.example.test", false, "allow: {or: [{email: bob@example.com}]}"));
    }

    @Test
    void theWalkEndsAtTheVeryAddressAskedFor() {
        List<SignInBrowser.Answer> hops = browser.walk(World.URL + "/a/b?x=1&y=%2F");

        assertEquals(
                List.of(302, 302, 302, 302, 302, 302, 200),
                hops.stream().map(SignInBrowser.Answer::status).toList());
        assertEquals("hello", hops.get(6).body());
        assertEquals("/a/b?x=1&y=%2F", WORLD.workload().last().uri());
        assertEquals(Set.of("_pomerium"), browser.jar(World.HOST).keySet());
        assertEquals(
                Set.of("_pomerium_csrf", "_pomerium_authenticate"),
                browser.jar(World.AUTHENTICATE).keySet());
    }

    @Test
    void theQueryComesBackInTheRealProxysWriting() {
        browser.walk(World.URL + "/a/b?y=two%20words&x=1");

        assertEquals("/a/b?x=1&y=two+words", WORLD.workload().last().uri());
    }

    @Test
    void theFirstRedirectIsSignedAndMarked() {
        SignInBrowser.Answer answer = browser.get(World.URL + "/", "accept", "text/html");
        Query query = Query.read(URI.create(answer.location()).getRawQuery());

        assertEquals("true", answer.header("x-pomerium-intercepted-response"));
        assertEquals("proxy", answer.header("x-reference-implementation"));
        assertEquals(
                Set.of(
                        "pomerium_expiry",
                        "pomerium_idp_id",
                        "pomerium_issued",
                        "pomerium_redirect_uri",
                        "pomerium_signature",
                        "pomerium_traceparent"),
                query.parameters().keySet());
        assertTrue(answer.body().contains("window.POMERIUM_DATA = {"), answer.body());
        assertTrue(answer.headers().getAll("set-cookie").isEmpty());
    }

    @Test
    void aClientOfJsonIsNotSentAway() {
        SignInBrowser.Answer answer = browser.get(World.URL + "/", "accept", "application/json");

        assertEquals(401, answer.status());
        assertEquals(
                "{\"error\":\"Unauthenticated\",\"request_id\":\"" + answer.header("x-request-id") + "\"}",
                answer.body());
        assertFalse(answer.headers().contains("x-pomerium-intercepted-response"));
    }

    @Test
    void aSecondRouteNeedsNoProvider() {
        browser.walk(World.URL + "/");
        List<SignInBrowser.Answer> hops = browser.walk("https://other.example.test/");

        assertEquals(
                List.of(302, 302, 302, 200),
                hops.stream().map(SignInBrowser.Answer::status).toList());
        assertTrue(hops.stream().noneMatch(hop -> hop.uri().getHost().equals("localhost")));
    }

    @Test
    void aRouteWithoutPolicyRefusesWithoutRedirecting() {
        SignInBrowser.Answer answer = browser.get("https://nobody.example.test/");
        assertEquals(403, answer.status());
        assertEquals("true", answer.header("x-pomerium-intercepted-response"));
        assertTrue(answer.body().contains("<title>403 Forbidden</title>"));
    }

    @Test
    void aUserWhomThePolicyDeniesIsRefusedAfterSigningIn() {
        List<SignInBrowser.Answer> hops = browser.walk("https://bob.example.test/");
        assertEquals(403, hops.get(hops.size() - 1).status());
    }

    @Test
    void oneChangedCharacterOfTheSessionMeansNotSignedIn() {
        browser.walk(World.URL + "/");
        Map<String, String> jar = browser.jar(World.HOST);
        String genuine = browser.session(World.HOST);
        for (int place : List.of(5, genuine.indexOf('.') + 9, genuine.lastIndexOf('.') + 9)) {
            char other = genuine.charAt(place) == 'A' ? 'B' : 'A';
            jar.put("_pomerium", genuine.substring(0, place) + other + genuine.substring(place + 1));
            assertEquals(302, browser.get(World.URL + "/").status());
        }
        jar.put("_pomerium", genuine);
        assertEquals(200, browser.get(World.URL + "/").status());
    }

    @Test
    void signOutEndsEveryRouteOfTheSession() {
        browser.walk(World.URL + "/");
        browser.walk("https://other.example.test/");
        String copy = browser.session(World.HOST);

        List<SignInBrowser.Answer> hops = browser.walk(World.URL + "/.pomerium/sign_out");

        assertEquals("/.pomerium/signed_out", hops.get(hops.size() - 1).uri().getPath());
        assertTrue(hops.get(hops.size() - 1).body().contains("\"page\":\"SignedOut\""));
        assertTrue(hops.stream()
                .anyMatch(hop -> hop.uri().toString().contains("/endsession?")
                        && hop.uri().toString().contains("id_token_hint=")));
        assertFalse(browser.jar(World.HOST).containsKey("_pomerium"));
        assertEquals(302, browser.get("https://other.example.test/").status());
        browser.jar(World.HOST).put("_pomerium", copy);
        assertEquals(302, browser.get(World.URL + "/").status());
    }

    @Test
    void badCallbacksAreRefused() {
        String callback = "https://" + World.AUTHENTICATE + "/oauth2/callback";
        assertEquals(400, browser.get(callback).status());
        assertEquals(400, browser.get(callback + "?code=x&state=AAAA").status());
        assertEquals(401, browser.get(callback + "?error=access_denied").status());
        assertEquals(
                400,
                browser.get(
                                World.URL
                                        + "/.pomerium/callback/?pomerium_redirect_uri=https%3A%2F%2Fevil.test&pomerium_session_encrypted=x&pomerium_signature=AAAA")
                        .status());
    }

    @Test
    void anotherBrowsersStateIsRefused() {
        SignInBrowser victim = WORLD.browser();
        String provider = browser.get(browser.get(World.URL + "/").location()).location();
        String callback = browser.get(provider).location();
        victim.get(victim.get(World.URL + "/").location());

        assertEquals(400, victim.get(callback).status());
        assertEquals(302, browser.get(callback).status());
    }

    @Test
    void aProviderThatChangedItsKeyUnderTheSameNameStillSignsIn() {
        browser.walk(World.URL + "/");
        WORLD.provider().changesItsKey();

        List<SignInBrowser.Answer> hops = WORLD.browser().walk(World.URL + "/");

        assertEquals(200, hops.get(hops.size() - 1).status());
    }

    @Test
    void anAddressOfListsFailsTheSignIn() {
        WORLD.provider().signsIn(Map.of("sub", "x", "email", List.of("a@example.com", "b@example.com")));
        try {
            List<SignInBrowser.Answer> hops = browser.walk(World.URL + "/");
            assertEquals(500, hops.get(hops.size() - 1).status());
        } finally {
            WORLD.provider().signsIn(Map.of("sub", "alice-id", "email", "alice@example.com"));
        }
    }
}
