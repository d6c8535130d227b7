package io.meshconformance.reference.proxy.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshconformance.reference.proxy.support.SignInBrowser;
import io.meshconformance.reference.proxy.support.World;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Each fault of the sign-in can be seen from outside. */
class SignInFaultsTest {
    private static final World WORLD = new World();
    private final SignInBrowser browser = WORLD.browser();

    @AfterAll
    static void close() {
        WORLD.close();
    }

    private static void serve(String faults) {
        WORLD.serve(
                faults,
                WORLD.route(World.HOST, true, "allow: {or: [{authenticated_user: true}]}"),
                WORLD.route("bob.example.test", true, "allow: {or: [{email: bob@example.com}]}"));
    }

    @Test
    void redirectsToRoot() {
        serve("redirects-to-root");
        List<SignInBrowser.Answer> hops = browser.walk(World.URL + "/deep?x=1");
        assertEquals("/", hops.get(hops.size() - 1).uri().getPath());
    }

    @Test
    void acceptsTamperedSession() {
        serve("accepts-tampered-session");
        browser.walk(World.URL + "/");
        String genuine = browser.session(World.HOST);
        browser.jar(World.HOST).put("_pomerium", genuine.substring(0, genuine.lastIndexOf('.') + 1) + "A".repeat(43));
        assertEquals(200, browser.get(World.URL + "/").status());
        serve("");
        assertEquals(302, browser.get(World.URL + "/").status());
    }

    @Test
    void signOutKeepsSession() {
        serve("sign-out-keeps-session");
        browser.walk(World.URL + "/");
        String copy = browser.session(World.HOST);
        browser.walk(World.URL + "/.pomerium/sign_out");
        browser.jar(World.HOST).put("_pomerium", copy);
        assertEquals(200, browser.get(World.URL + "/").status());
    }

    @Test
    void believesUnknownSessions() {
        for (String faults : List.of("", "believes-unknown-sessions")) {
            serve(faults);
            browser.walk(World.URL + "/");
            String copy = browser.session(World.HOST);
            browser.walk(World.URL + "/.pomerium/sign_out");
            browser.jar(World.HOST).put("_pomerium", copy);
            assertEquals(
                    faults.isEmpty() ? 302 : 200, browser.get(World.URL + "/").status());
        }
    }

    @Test
    void acceptsAnyState() {
        serve("accepts-any-state");
        SignInBrowser other = WORLD.browser();
        String provider = other.get(other.get(World.URL + "/").location()).location();
        String callback = other.get(provider).location();
        assertEquals(302, browser.get(callback).status());
        String again = other.get(provider).location();
        assertEquals(
                302,
                browser.get(again.replaceFirst("state=[^&]*", "state=AAAA")).status());
    }

    @Test
    void acceptsAnySignature() {
        for (String faults : List.of("", "accepts-any-signature")) {
            serve(faults);
            SignInBrowser fresh = WORLD.browser();
            String signIn = fresh.get(World.URL + "/").location();
            String handOver = fresh.get(fresh.get(fresh.get(signIn).location()).location())
                    .location();
            String callback =
                    fresh.get(handOver).location().replaceFirst("pomerium_signature=...", "pomerium_signature=AAA");
            assertEquals(faults.isEmpty() ? 400 : 302, fresh.get(callback).status());
        }
    }

    @Test
    void noPolicyCheck() {
        serve("no-policy-check");
        List<SignInBrowser.Answer> hops = browser.walk("https://bob.example.test/");
        assertEquals(200, hops.get(hops.size() - 1).status());
    }

    @Test
    void aFaultOfOneHostShowsAtNoOther() {
        WORLD.faultsOf("bob.example.test", "no-policy-check");
        serve("");
        assertEquals(200, last("https://bob.example.test/"));
        WORLD.faultsOf("bob.example.test", "");
        WORLD.faultsOf(World.HOST, "no-policy-check");
        serve("");
        assertEquals(403, last("https://bob.example.test/"));
        WORLD.faultsOf(World.HOST, "");
    }

    private int last(String url) {
        List<SignInBrowser.Answer> hops = browser.walk(url);
        return hops.get(hops.size() - 1).status();
    }

    @Test
    void aFailingProviderEndsInAnErrorOfTheProxy() {
        serve("");
        WORLD.provider().tokensFail(true);
        try {
            List<SignInBrowser.Answer> hops = browser.walk(World.URL + "/");
            assertEquals(500, hops.get(hops.size() - 1).status());
        } finally {
            WORLD.provider().tokensFail(false);
        }
    }
}
