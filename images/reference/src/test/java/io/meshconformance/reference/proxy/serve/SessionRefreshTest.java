package io.meshconformance.reference.proxy.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reference.proxy.support.SignInBrowser;
import io.meshconformance.reference.proxy.support.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions are refreshed before the provider's tokens end, and end where the provider refuses. */
class SessionRefreshTest {
    private static final World WORLD = new World();
    private static final String OTHER = "https://other.example.test/";
    private static final String ENGINEERS = "allow: {or: [{claim/groups: engineers}]}";
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private final SignInBrowser browser = WORLD.browser();

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @BeforeEach
    void shortLived() {
        serve("");
        WORLD.provider().tokensLast(Duration.ofSeconds(30));
        inGroup("engineers");
    }

    @AfterEach
    void asBefore() {
        WORLD.provider().refreshRefused(false);
        WORLD.sessionsLast(Duration.ofHours(14));
    }

    private static void serve(String faults) {
        WORLD.serve(
                faults, WORLD.route(World.HOST, true, ENGINEERS), WORLD.route("other.example.test", true, ENGINEERS));
    }

    private static void inGroup(String group) {
        WORLD.provider().signsIn(Map.of("sub", "alice-id", "email", "alice@example.com", "groups", List.of(group)));
    }

    @Test
    void theClaimsOfARefreshHold() {
        browser.walk(World.URL + "/");
        assertEquals(200, status());
        inGroup("sales");
        assertTrue(comes(() -> status() == 403));
        inGroup("engineers");
        assertTrue(comes(() -> status() == 200));
    }

    @Test
    void aRefusedRefreshEndsTheSessionOnEveryRoute() {
        browser.walk(World.URL + "/");
        browser.walk(OTHER);
        WORLD.provider().refreshRefused(true);
        assertTrue(comes(() -> status() == 302));
        assertEquals(302, browser.get(OTHER).status());
        assertEquals(
                401, browser.get(World.URL + "/", "accept", "application/json").status());
    }

    @Test
    void aSessionThatHasSignedOutIsNotRefreshed() {
        browser.walk(World.URL + "/");
        browser.walk(World.URL + "/.pomerium/sign_out");
        int before = WORLD.provider().refreshes();
        SignInBrowser later = WORLD.browser();
        later.walk(World.URL + "/");
        assertTrue(comes(() -> WORLD.provider().refreshes() >= before + 2));
        assertEquals(302, status());
    }

    @Test
    void aSecondRouteIsEnteredLongAfterTheSignIn() {
        browser.walk(World.URL + "/");
        int before = WORLD.provider().refreshes();
        assertTrue(comes(() -> WORLD.provider().refreshes() >= before + 2));
        List<SignInBrowser.Answer> hops = browser.walk(OTHER);
        assertEquals(200, hops.get(hops.size() - 1).status());
        assertTrue(hops.stream().noneMatch(hop -> hop.uri().getHost().equals("localhost")));
    }

    @Test
    void neverRefreshes() {
        serve("never-refreshes");
        browser.walk(World.URL + "/");
        int before = WORLD.provider().refreshes();
        inGroup("sales");
        assertTrue(stays(() -> status() == 200));
        assertEquals(before, WORLD.provider().refreshes());
    }

    @Test
    void ignoresRefusedRefresh() {
        serve("ignores-refused-refresh");
        browser.walk(World.URL + "/");
        int before = WORLD.provider().refreshes();
        WORLD.provider().refreshRefused(true);
        assertTrue(comes(() -> WORLD.provider().refreshes() >= before + 2));
        assertEquals(200, status());
    }

    @Test
    void endsWithToken() {
        serve("ends-with-token");
        browser.walk(World.URL + "/");
        assertTrue(comes(() -> status() == 302));
    }

    @Test
    void aSessionEndsWithItsTimeAndSignInIsWhole() {
        WORLD.sessionsLast(Duration.ofSeconds(1));
        serve("");
        browser.walk(World.URL + "/");
        String ended = browser.session(World.HOST);
        assertTrue(comes(() -> program(ended) == 401));
        List<SignInBrowser.Answer> hops = browser.walk(World.URL + "/");
        assertEquals(200, hops.get(hops.size() - 1).status());
        assertTrue(hops.stream().anyMatch(hop -> hop.uri().getHost().equals("localhost")));
    }

    @Test
    void sessionsNeverEnd() {
        WORLD.sessionsLast(Duration.ofSeconds(1));
        serve("sessions-never-end");
        browser.walk(World.URL + "/");
        String token = browser.session(World.HOST);
        assertTrue(stays(() -> program(token) == 200));
    }

    @Test
    void handsOverEndedSession() {
        WORLD.sessionsLast(Duration.ofSeconds(1));
        serve("hands-over-ended-session");
        browser.walk(World.URL + "/");
        String ended = browser.session(World.HOST);
        assertTrue(comes(() -> program(ended) == 401));
        SignInBrowser.Answer signIn = browser.get(World.URL + "/");
        String handedOver = browser.get(signIn.location()).location();
        assertTrue(handedOver.startsWith(World.URL + "/.pomerium/callback/"), handedOver);
    }

    private int status() {
        return browser.get(World.URL + "/").status();
    }

    private int program(String token) {
        return WORLD.browser()
                .get(World.URL + "/", "authorization", "Pomerium " + token)
                .status();
    }

    private static boolean comes(BooleanSupplier state) {
        Instant limit = Instant.now().plus(LIMIT);
        while (Instant.now().isBefore(limit)) {
            if (state.getAsBoolean()) {
                return true;
            }
        }
        return false;
    }

    /** For several times the 200 ms after which the world refreshes, and for longer than its shortest session. */
    private static boolean stays(BooleanSupplier state) {
        Instant limit = Instant.now().plusSeconds(2);
        while (Instant.now().isBefore(limit)) {
            if (!state.getAsBoolean()) {
                return false;
            }
        }
        return true;
    }
}
