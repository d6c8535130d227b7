package io.meshconformance.harness.client;

import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.body;
import static io.meshconformance.harness.expect.Expectations.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.harness.environment.Origins;
import io.meshconformance.harness.expect.CheckRecord;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Failure;
import io.meshconformance.harness.http.RedirectChain;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.identity.CertificateAuthority;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.oidc.IdentityProvider;
import io.meshconformance.harness.oidc.ProviderSignIn;
import io.meshconformance.harness.recording.ExchangeObserver;
import io.meshconformance.harness.wait.LearnedLimit;
import io.meshconformance.harness.wait.ShortTimeouts;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final String ROUTE = "shop.test";
    private static final String SIGN_IN = "authenticate.test";
    private static final String PROVIDER = "idp.test";
    private static final String PAGE = "https://shop.test/page?q=%2F";
    private static final String SECRET = "session-handle-0123456789";

    private final MintedSecrets secrets = new MintedSecrets();
    private final CertificateAuthority authority = new CertificateAuthority("unit test", secrets);
    private final CheckRecord record = new CheckRecord();
    private WireServer server;
    private OutsideClient door;

    @BeforeEach
    void open() throws IOException {
        server = WireServer.tls(authority.issue(List.of(ROUTE, SIGN_IN, PROVIDER, "other.test")));
        server.answersBy(SessionTest::script);
        int port = server.address().getPort();
        AddressMap doors = AddressMap.on("127.0.0.1", port, port).with(PROVIDER, 8443, server.address());
        ExchangeObserver witness = new ExchangeObserver(Origins.of(SIGN_IN, PROVIDER), () -> record, secrets);
        door = new OutsideClient(doors, authority.trustStore(), ShortTimeouts.make(), witness)
                .signingInBy(IdentityProvider.load("mock-oauth2-server").signIn(() -> user -> Map.of()));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    @DisplayName("a sign-in walks every hop of the proxy and of the provider and ends at the page asked for")
    void signIn() {
        Session alice = door.browser("alice");
        RedirectChain journey = alice.signInJourney(User.ALICE.in("admins"), PAGE);

        assertEquals(
                List.of(302, 302, 200, 302, 302, 302, 200),
                journey.hops().stream()
                        .map(hop -> hop.response().orElseThrow().status())
                        .toList());
        new Traffic(ShortTimeouts.make(), () -> record, LearnedLimit::none)
                .expect(journey.last(), status(200), body("hello alice"), answeredBy(Answerer.APPLICATION));
        assertTrue(journey.hops().stream().anyMatch(hop -> hop.answerer() == Answerer.PROVIDER));
        assertEquals(PAGE, journey.last().request().url().toString());
        assertEquals("hello alice", alice.get(PAGE).body());
        String form = server.requests().get(3).body();
        assertTrue(form.startsWith("csrf=t0ken&username=alice&claims="), form);
        assertTrue(URLDecoder.decode(form, StandardCharsets.UTF_8).contains("\"groups\":[\"admins\"]"));
    }

    @Test
    @DisplayName("a sign-in at a provider that asks for the name first and the password next fills both pages")
    void signInOverTwoPages() {
        String next =
                "<form method=\"post\"><input type=\"hidden\" name=\"csrf\" value=\"next\"><input name=\"password\"></form>";
        server.answersBy(seen -> seen.body().contains("username=") ? page("text/html", next) : script(seen));
        var pages = List.of(Map.of("username", "name"), Map.of("password", "password"));
        Session alice = door.signingInBy(new ProviderSignIn(
                        Set.of(PROVIDER), pages, user -> Map.of("name", "al", "password", "word of alice")))
                .browser("alice");

        assertEquals("hello alice", alice.signIn(User.ALICE, PAGE).body());
        assertEquals("csrf=t0ken&username=al", server.requests().get(3).body());
        assertEquals(
                "csrf=next&password=word+of+alice", server.requests().get(4).body());
    }

    @Test
    @DisplayName("a request follows nothing, and redirects can be judged")
    void followsNothing() {
        Exchange exchange = door.anonymous().get(PAGE);

        assertEquals(302, exchange.response().orElseThrow().status());
        assertEquals(1, server.requests().size());
        assertEquals(
                SIGN_IN,
                exchange.response()
                        .flatMap(Response::location)
                        .flatMap(exchange.request().url()::resolve)
                        .orElseThrow()
                        .host());
    }

    @Test
    @DisplayName("a cookie goes back to its host only, and every one is registered as a secret")
    void cookies() {
        Session alice = door.browser("alice");
        alice.signIn(User.ALICE, PAGE);
        CookieJar.Cookie cookie = alice.cookies().find(ROUTE, "_pomerium").orElseThrow();

        assertTrue(cookie.hostOnly() && cookie.secure() && cookie.httpOnly());
        assertFalse(cookie.toString().contains(SECRET));
        assertFalse(alice.get("https://other.test/").request().headers().has("cookie"));
        assertTrue(secrets.all().stream().anyMatch(s -> s.value().equals(SECRET)));
        assertTrue(secrets.all().stream().anyMatch(s -> s.kind().equals("parameter code")));
    }

    @Test
    @DisplayName("a cookie can be altered, and the altered one is what is sent")
    void tampering() {
        Session alice = door.browser("alice");
        alice.signIn(User.ALICE, PAGE);
        CookieJar.Cookie cookie = alice.cookies().find(ROUTE, "_pomerium").orElseThrow();
        alice.cookies().put(cookie.withValue(cookie.value() + "x"));
        Exchange exchange = alice.get(PAGE);

        assertEquals(
                1,
                alice.cookies().all().stream()
                        .filter(c -> c.domain().equals(ROUTE))
                        .count());
        assertEquals(
                List.of("_pomerium=" + SECRET + "x"),
                exchange.request().headers().all("cookie"));
        assertEquals(302, exchange.response().orElseThrow().status());
    }

    @Test
    @DisplayName("sessions share nothing")
    void sessions() {
        door.browser("alice").signIn(User.ALICE, PAGE);

        assertEquals(302, door.browser("bob").get(PAGE).response().orElseThrow().status());
    }

    @Test
    @DisplayName("what a session accepts is what it says, and a request's own header wins")
    void accepting() {
        Session api = door.anonymous().asApi();

        assertEquals(
                List.of("application/json"), api.get(PAGE).request().headers().all("accept"));
        assertEquals(
                List.of("text/plain"),
                api.get(PAGE, "Accept", "text/plain").request().headers().all("accept"));
        assertFalse(door.anonymous()
                .acceptingNothingInParticular()
                .get(PAGE)
                .request()
                .headers()
                .has("accept"));
    }

    @Test
    @DisplayName("redirects without end come to an end as a failure")
    void endless() {
        server.answersWith("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n");
        RedirectChain journey = door.anonymous().signInJourney(User.ALICE, PAGE);

        assertEquals(
                Failure.Kind.ENDLESS_REDIRECTS,
                journey.last().failure().orElseThrow().kind());
        assertEquals(20, server.requests().size());
    }

    /** The hops of the observed proxy, in short. */
    private static String script(WireServer.Seen seen) {
        String host = seen.headers().first("host").orElse("");
        boolean signedIn = seen.headers().all("cookie").contains("_pomerium=" + SECRET);
        String path = seen.line().split(" ")[1];
        if (host.equals(SIGN_IN)) {
            return path.startsWith("/oauth2/callback")
                    ? redirect("https://shop.test/.pomerium/callback/?pomerium_signature=0123456789abcdef", "")
                    : redirect("https://idp.test:8443/default/authorize?state=0123456789abcdef", "_pomerium_csrf=c");
        }
        if (host.equals(PROVIDER + ":8443")) {
            return seen.line().startsWith("POST")
                    ? redirect("https://authenticate.test/oauth2/callback?code=0123456789abcdef&state=x", "")
                    : page(
                            "text/html",
                            "<html><form method=\"post\"><input type=\"hidden\" name=\"csrf\" value=\"t0ken\">"
                                    + "<input name=\"username\"><textarea name=\"claims\"></textarea></form></html>");
        }
        if (path.startsWith("/.pomerium/callback/")) {
            return redirect("/page?q=%2F", "_pomerium=" + SECRET + "; Path=/; Secure; HttpOnly");
        }
        return signedIn
                ? page("text/plain\r\nX-Conformance-Workload: shop/nginx", "hello alice")
                : redirect("https://authenticate.test/.pomerium/sign_in", "");
    }

    private static String redirect(String to, String cookie) {
        return "HTTP/1.1 302 Found\r\nLocation: " + to + "\r\nContent-Length: 0\r\n"
                + (cookie.isEmpty() ? "" : "Set-Cookie: " + cookie + "\r\n") + "\r\n";
    }

    private static String page(String type, String content) {
        return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + content.length() + "\r\n\r\n"
                + content;
    }
}
