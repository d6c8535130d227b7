package io.meshconformance.harness.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Caller;
import io.meshconformance.harness.client.AddressMap;
import io.meshconformance.harness.environment.Origins;
import io.meshconformance.harness.expect.CheckRecord;
import io.meshconformance.harness.expect.Picture;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Failure;
import io.meshconformance.harness.identity.CertificateAuthority;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.oidc.IdentityProvider;
import io.meshconformance.harness.oidc.ProviderAddress;
import io.meshconformance.harness.oidc.ProviderSignIn;
import io.meshconformance.harness.pomerium.ProxyAddresses;
import io.meshconformance.harness.recording.ExchangeObserver;
import io.meshconformance.harness.recording.Redaction;
import io.meshconformance.harness.wait.Timeouts;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** A real Chromium, driven as scenarios drive it, before a small server that plays every hop. */
class BrowserTest {

    private static final String TEMPORARY = "java.io.tmpdir";
    private static final String USUAL = System.getProperty(TEMPORARY);
    private static final String ROUTE = "https://shop-42.localhost.pomerium.io";

    private final MintedSecrets secrets = new MintedSecrets();
    private final CertificateAuthority authority = new CertificateAuthority("unit test", secrets);
    private final CheckRecord record = new CheckRecord();
    private final Timeouts timeouts = Timeouts.defaults();
    private FrontServer server;
    private FrontServer provider;
    private AddressMap doors;
    private Browser browser;

    /** Other browsers of this machine have their profiles in the usual one. */
    @TempDir
    static Path temporary;

    @TempDir
    Path folder;

    /** A browser that is there and does not work would be a reason to skip for a scenario; here it is a failure. */
    @RegisterExtension
    final TestExecutionExceptionHandler notSkipped = (context, thrown) -> {
        throw thrown instanceof TestAbortedException ? new AssertionError(thrown.getMessage(), thrown) : thrown;
    };

    @BeforeAll
    static void isThere() {
        assumeTrue(
                BrowserProgram.onPath().isPresent(),
                () -> "no Chromium is on the PATH; to have this tested, " + BrowserProgram.CURE);
    }

    @BeforeAll
    static void hasProfilesOfItsOwn() {
        System.setProperty(TEMPORARY, temporary.toString());
    }

    @AfterAll
    static void usual() {
        System.setProperty(TEMPORARY, USUAL);
    }

    @BeforeEach
    void open() throws IOException, GeneralSecurityException {
        server = new FrontServer(authority.issue(List.of("*." + ProxyAddresses.DOMAIN)));
        provider = new FrontServer(authority.issue(List.of(ProviderAddress.HOST)));
        int port = server.address().getPort();
        // Nobody listens on the first port of a machine.
        doors = AddressMap.on("localhost", port, 1)
                .with(ProviderAddress.HOST, ProviderAddress.PORT, provider.address());
        browser = browser(() -> window(reach()), timeouts);
    }

    @AfterEach
    void close() {
        browser.close();
        server.close();
        provider.close();
    }

    @Test
    @DisplayName("every redirect is an exchange, with the headers that went over the wire")
    void redirects() {
        Exchange last = browser.open(ROUTE + "/page?q=%2F#part");

        assertEquals(List.of(302, 302, 200), statuses());
        assertEquals(last, record.exchanges().get(2));
        assertEquals(Answerer.PROVIDER, last.answerer());
        assertEquals(new Caller.Browser(null), last.caller());
        assertTrue(last.body().contains("<form method=post>"), last.body());
        assertEquals(
                ROUTE + "/page?q=%2F", record.exchanges().get(0).request().url().toString());
        Exchange signIn = record.exchanges().get(1);
        assertEquals(
                List.of("_first=first-of-two-cookies; Secure; HttpOnly", "_second=second-of-two-cookies; Secure"),
                signIn.response().orElseThrow().headers().all("set-cookie"));
        assertEquals(
                Optional.of("authenticate.localhost.pomerium.io"),
                signIn.request().headers().first("host"));
        assertTrue(secrets.all().stream().anyMatch(secret -> secret.value().equals("second-of-two-cookies")));
        assertEquals(last.id() + ", hop 1", record.exchanges().get(0).id());
        assertTrue(requests().allMatch(seen -> seen.id().equals(last.id())), "the id of the end");
    }

    @Test
    @DisplayName("it is known by which protocol a page came, and how a WebSocket ended that was refused")
    void connections() {
        browser.open(ROUTE + "/page");
        browser.signIn(User.ALICE);
        browser.open(ROUTE + "/page");

        assertEquals("http/1.1", browser.protocol());
        assertEquals(
                "nothing, closed with 1006", browser.converses(ROUTE.replace("https:", "wss:") + "/page", "hello"));
    }

    @Test
    @DisplayName("a person signs in by the provider's form, and only what may be seen is in the picture of it")
    void signsIn() {
        browser.open(ROUTE + "/page");
        secrets.register("state", FrontServer.STATE);
        Exchange page = browser.signIn(User.ALICE);

        assertEquals("<title>page</title>hello ålice", page.body());
        assertEquals(new Caller.Browser("alice"), page.caller());
        assertEquals(List.of(302, 302, 200, 302, 302, 200), statuses());
        Exchange form = record.exchanges().get(3);
        assertEquals("POST", form.request().method());
        String sent = URLDecoder.decode(String.valueOf(form.request().body()), StandardCharsets.UTF_8);
        assertEquals("username=alice&claims=" + User.ALICE.claimsJson(), sent);
        assertEquals(form.request().body(), provider.requests().get(1).body());
        assertTrue(page.request().headers().first("cookie").orElse("").contains(FrontServer.HANDLE));

        Picture picture = record.pictures().get(0);
        assertFalse(picture.text().contains(FrontServer.STATE), picture.text());
        assertTrue(picture.text().contains("for ") && picture.text().contains("alice@example.com"), picture.text());
        assertTrue(picture.png().length > 1000, "a picture with something on it");
        assertTrue(
                requests().noneMatch(seen -> seen.line().contains("icon")),
                () -> requests().toList().toString());
    }

    @Test
    @DisplayName("a page without the provider's form cannot be signed in with")
    void noForm() {
        browser.open(ROUTE + "/empty");

        AssertionError error = assertThrows(AssertionError.class, () -> browser.signIn(User.ALICE));
        assertEquals(
                "the page at " + ROUTE + "/empty is no form to sign in with: it has no field username",
                error.getMessage());
    }

    @Test
    @DisplayName("what leads nowhere fails in the browser's words, and the browser goes on")
    void leadsNowhere() {
        assertFails("net::ERR_CONNECTION_REFUSED", browser.open("http://shop-42.localhost.pomerium.io/"));
        browser.show("nothing there");
        assertFails("net::ERR_NAME_NOT_RESOLVED", browser.open("https://example.org/"));
        assertEquals(
                200, browser.open(ROUTE + "/empty").response().orElseThrow().status());
        assertEquals("chrome-error://chromewebdata/", record.pictures().get(0).url());
    }

    @Test
    @DisplayName("a server whose key is not one of the pinned ones is not trusted")
    void trust() {
        BrowserNetwork other = new BrowserNetwork(reach().resolution(), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        browser = browser(() -> window(other), timeouts);

        assertFails("net::ERR_CERT_AUTHORITY_INVALID", browser.open(ROUTE + "/page"));
        assertTrue(server.requests().isEmpty());
    }

    @Test
    @DisplayName("a page that moves on while it loads is on the way to the next one")
    void movesOn() {
        Exchange end = browser.open(ROUTE + "/moves-on");

        assertEquals(ROUTE + "/empty", end.request().url().toString());
        assertEquals(List.of(200), statuses());
    }

    @Test
    @DisplayName("nothing waits without end: not for an answer, and not for a page that is busy for ever")
    void limits() throws IOException {
        Timeouts hasty = timeouts.scaledBy(0.08);
        browser = browser(() -> window(reach()), hasty);
        assertTimedOut(browser.open(ROUTE + "/never-answers"));
        assertEquals(
                200, browser.open(ROUTE + "/empty").response().orElseThrow().status());
        assertTimedOut(browser.open(ROUTE + "/never-ends"));

        var skipped = assertThrows(TestAbortedException.class, () -> browser.show("busy"));
        assertTrue(
                String.valueOf(skipped.getMessage()).endsWith("the browser has not answered within 4 s"),
                skipped.getMessage());
        assertThrows(TestAbortedException.class, () -> browser.open(ROUTE + "/empty"), "it was killed");

        browser.close();
        assertEquals(List.of(), profiles());
    }

    @Test
    @DisplayName("once it is closed, no process and no profile is left")
    void leavesNothing() throws IOException {
        browser.open(ROUTE + "/empty");
        List<ProcessHandle> family = ProcessHandle.current().descendants().toList();
        assertTrue(family.size() > 2, "the driver, the browser and its children");
        assertEquals(1, profiles().size());
        browser.close();

        assertEnded(family);
        assertEquals(List.of(), profiles());
    }

    @Test
    @DisplayName("a browser that does not start is a reason to skip, and leaves no process either")
    void doesNotStart() throws IOException {
        Path script = Files.writeString(folder.resolve("chromium"), "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        browser =
                browser(() -> BrowserWindow.open(new BrowserProgram(script), reach(), timeouts.routeLive()), timeouts);

        var skipped = assertThrows(TestAbortedException.class, () -> browser.open(ROUTE + "/page"));
        assertTrue(
                String.valueOf(skipped.getMessage())
                        .startsWith("The browser's view was not looked at: the browser does not start: "),
                skipped.getMessage());
        assertEnded(ProcessHandle.current().descendants().toList());
        assertEquals(List.of(), profiles());
    }

    @Test
    @DisplayName("a password is sent as it was typed, and the picture of the form has dots in its place")
    void password() {
        String word = secrets.register("password of a user", "one-word-0123456789");
        browser.close();
        browser = browser(
                () -> window(reach()),
                timeouts,
                IdentityProvider.load("keycloak").signIn(() -> user -> Map.of("name", "alice-1", "password", word)));
        browser.open(ROUTE + "/password");
        browser.signIn(User.ALICE);

        FrontServer.Seen sent = server.requests().get(server.requests().size() - 1);
        assertEquals("username=alice-1&password=" + word, sent.body());
        assertEquals("alice-1", record.pictures().get(0).text().strip());
    }

    private Browser browser(Supplier<BrowserWindow> opening, Timeouts limits) {
        return browser(
                opening, limits, IdentityProvider.load("mock-oauth2-server").signIn(() -> user -> Map.of()));
    }

    private Browser browser(Supplier<BrowserWindow> opening, Timeouts limits, ProviderSignIn signIn) {
        var witness = new ExchangeObserver(
                Origins.of(ProxyAddresses.AUTHENTICATE, ProviderAddress.HOST), () -> record, secrets);
        return new Browser(opening, signIn, limits, secrets, witness, () -> record, new Redaction(secrets)::redacted);
    }

    private BrowserWindow window(BrowserNetwork reach) {
        return BrowserWindow.open(BrowserProgram.onPath().orElseThrow(), reach, timeouts.routeLive());
    }

    private BrowserNetwork reach() {
        return BrowserNetwork.to(doors, authority.trustStore(), timeouts.request());
    }

    private Stream<FrontServer.Seen> requests() {
        return Stream.of(server, provider).flatMap(each -> each.requests().stream());
    }

    private List<Integer> statuses() {
        return record.exchanges().stream()
                .map(exchange -> exchange.response().orElseThrow().status())
                .toList();
    }

    private static void assertFails(String words, Exchange exchange) {
        assertEquals(new Failure(Failure.Kind.OTHER, words), exchange.answer());
    }

    private static void assertTimedOut(Exchange exchange) {
        assertEquals(new Failure(Failure.Kind.TIMED_OUT, "the page did not load"), exchange.answer());
    }

    private static List<Path> profiles() throws IOException {
        String mine = "playwright_chromiumdev_profile-";
        try (Stream<Path> all = Files.list(temporary)) {
            return all.filter(folder -> folder.getFileName().toString().startsWith(mine))
                    .toList();
        }
    }

    /** One that has ended and that nobody has waited for is still there, but has no program any more. */
    private static void assertEnded(List<ProcessHandle> family) {
        Awaitility.await()
                .until(() -> family.stream()
                        .noneMatch(process ->
                                process.isAlive() && process.info().command().isPresent()));
    }
}
