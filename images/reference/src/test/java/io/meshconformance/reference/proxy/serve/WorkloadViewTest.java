package io.meshconformance.reference.proxy.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.meshconformance.reference.proxy.config.ProxyRoute;
import io.meshconformance.reference.proxy.support.RecordingWorkload.Seen;
import io.meshconformance.reference.proxy.support.SignInBrowser;
import io.meshconformance.reference.proxy.support.World;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a workload sees of a request, with the identity passed and without. */
class WorkloadViewTest {
    private static final String ON = "https://on.example.test/";
    private static final String OFF = "https://off.example.test/";
    private static final World WORLD = new World();
    private static final SignInBrowser USER = WORLD.browser();

    @BeforeAll
    static void signIn() {
        serve("");
        USER.walk(ON);
        USER.walk(OFF);
    }

    @BeforeEach
    void noFaults() {
        serve("");
    }

    @AfterAll
    static void close() {
        WORLD.close();
    }

    private static void serve(String faults) {
        String anyUser = "allow: {or: [{authenticated_user: true}]}";
        WORLD.serve(
                faults,
                WORLD.route("on.example.test", true, anyUser),
                WORLD.route("off.example.test", false, anyUser),
                WORLD.route("public.example.test", true, "allow: {or: [{accept: true}]}"));
    }

    private static Seen send(String url, String... headers) {
        MultiMap map = HttpHeaders.headers();
        for (int i = 0; i < headers.length; i += 2) {
            map.add(headers[i], headers[i + 1]);
        }
        assertEquals(200, USER.send(HttpMethod.GET, url, map, "").status());
        return WORLD.workload().last();
    }

    private static String claim(Seen seen, String name) throws Exception {
        return String.valueOf(SignedJWT.parse(seen.headers().get("x-pomerium-jwt-assertion"))
                .getPayload()
                .toJSONObject()
                .get(name));
    }

    @Test
    void theAssertionIsSignedByThePublishedKeyAndSaysWhoAndWhere() throws Exception {
        SignedJWT first = SignedJWT.parse(send(ON).headers().get("x-pomerium-jwt-assertion"));
        SignedJWT second = SignedJWT.parse(send(ON).headers().get("x-pomerium-jwt-assertion"));
        JWKSet keys = JWKSet.parse(
                USER.get("https://unknown.test/.well-known/pomerium/jwks.json").body());

        assertTrue(first.verify(new ECDSAVerifier(
                keys.getKeyByKeyId(first.getHeader().getKeyID()).toECKey())));
        assertTrue(first.getHeader().getKeyID().matches("[0-9a-f]{64}"));
        assertEquals("JWT", first.getHeader().getType().getType());
        assertEquals(
                Set.of("aud", "email", "exp", "groups", "iat", "iss", "jti", "name", "sid", "sub", "user"),
                first.getPayload().toJSONObject().keySet());
        String payload = first.getPayload().toString();
        assertTrue(payload.contains("\"aud\":\"on.example.test\"") && payload.contains("\"iss\":\"on.example.test\""));
        assertTrue(payload.contains("\"sub\":\"alice-id\"") && payload.contains("\"groups\":[\"eng\",\"ops\"]"));
        long issued = first.getJWTClaimsSet().getIssueTime().toInstant().getEpochSecond();
        assertTrue(payload.contains("\"exp\":" + (issued + 300) + ","), payload);
        assertNotEquals(
                first.getJWTClaimsSet().getJWTID(), second.getJWTClaimsSet().getJWTID());
    }

    @Test
    void aPublicRouteSignsAnAssertionAboutNobody() throws Exception {
        assertEquals(200, WORLD.browser().get("https://public.example.test/").status());
        Seen seen = WORLD.workload().last();
        for (String empty : List.of("sub", "user", "email", "sid", "name")) {
            assertEquals("", claim(seen, empty));
        }
        assertEquals("[]", claim(seen, "groups"));
        assertEquals("public.example.test", claim(seen, "aud"));
    }

    @Test
    void claimHeadersCarryTheClaimAndAMissingOneIsEmpty() {
        MultiMap headers = send(ON).headers();
        assertEquals("alice@example.com", headers.get("X-Pomerium-Claim-Email"));
        assertEquals("", headers.get("X-Pomerium-Claim-Team"));
    }

    @Test
    void aSpoofedIdentityNeverArrives() {
        String[] spoofed = {
            "X-Pomerium-Jwt-Assertion",
            "forged",
            "X-Pomerium-Claim-Email",
            "root@example.com",
            "x-pomerium-claim-other",
            "o"
        };
        MultiMap on = send(ON, spoofed).headers();
        assertNotEquals("forged", on.get("x-pomerium-jwt-assertion"));
        assertEquals(1, on.getAll("x-pomerium-jwt-assertion").size());
        assertEquals(List.of("alice@example.com"), on.getAll("x-pomerium-claim-email"));
        assertEquals("o", on.get("x-pomerium-claim-other"));
        MultiMap off = send(OFF, spoofed).headers();
        assertFalse(off.contains("x-pomerium-jwt-assertion"));
        assertFalse(off.contains("x-pomerium-claim-email"));
        assertEquals("o", off.get("x-pomerium-claim-other"));
    }

    @Test
    void noSecondLineAndNoWordOfConnectionGetsPastTheIdentity() {
        String[] twice = {"X-Pomerium-Claim-Email", "a@b.c", "x-pomerium-claim-email", "root@example.com"};
        String[] nominated = {"Connection", "x-pomerium-claim-email, X-Pomerium-Jwt-Assertion"};
        for (String[] lines : List.of(twice, nominated)) {
            MultiMap headers = send(ON, lines).headers();
            assertEquals(List.of("alice@example.com"), headers.getAll("x-pomerium-claim-email"));
            assertEquals(1, headers.getAll("x-pomerium-jwt-assertion").size());
        }
        serve("replaces-first-line");
        assertEquals(
                List.of("alice@example.com", "root@example.com"),
                send(ON, twice).headers().getAll("x-pomerium-claim-email"));
        serve("drops-nominated-last");
        assertFalse(send(ON, nominated).headers().contains("x-pomerium-claim-email"));
    }

    @ParameterizedTest(name = "everywhere {0}, on the route \"{1}\", fault \"{2}\": {3}")
    @CsvSource({
        "false, '', '', false",
        "true, '', '', true",
        "true, false, '', false",
        "false, true, '', true",
        "true, '', global-identity-ignored, false",
        "false, true, global-identity-ignored, true",
        "true, false, global-identity-wins, true",
        "false, false, global-identity-wins, false"
    })
    void aRoutesOwnWordHoldsAgainstThatForAll(boolean everywhere, String word, String fault, boolean passed) {
        ProxyRoute route = WORLD.route("on.example.test", true, "allow: {or: [{accept: true}]}");
        WORLD.passIdentityEverywhere(everywhere);
        WORLD.serve(
                fault,
                World.saying(
                        route,
                        Optional.of(word).filter(said -> !said.isEmpty()).map(Boolean::valueOf),
                        route.idTokens(),
                        route.webSockets()));
        WORLD.passIdentityEverywhere(false);
        assertEquals(passed, send(ON).headers().contains("x-pomerium-jwt-assertion"));
    }

    @Test
    void theSessionCookieLeavesAnEmptyHeaderAndOthersStay() {
        assertEquals("", send(ON).headers().get("cookie"));
        String session = USER.session("on.example.test");
        assertEquals(
                "a=1; b=2",
                send(ON, "cookie", "a=1; _pomerium=" + session + "; b=2")
                        .headers()
                        .get("cookie"));
        assertEquals(
                List.of("a=1; b=2"),
                send(ON, "cookie", "a=1", "cookie", "b=2; _pomerium=" + session)
                        .headers()
                        .getAll("cookie"));
    }

    @Test
    void whatTheProxySaysOfTheRequestIsItsOwn() {
        MultiMap headers = send(
                        ON,
                        "x-request-id",
                        "mine",
                        "x-forwarded-proto",
                        "http",
                        "x-forwarded-for",
                        "1.2.3.4",
                        "x-forwarded-client-cert",
                        "URI=spiffe://evil",
                        "authorization",
                        "Bearer abc")
                .headers();
        assertNotEquals("mine", headers.get("x-request-id"));
        assertEquals("https", headers.get("x-forwarded-proto"));
        assertEquals("1.2.3.4,127.0.0.1", headers.get("x-forwarded-for"));
        assertEquals("on.example.test", headers.get("x-envoy-original-host"));
        assertEquals(WORLD.workload().address().toString(), headers.get("host"));
        assertEquals("Bearer abc", headers.get("authorization"));
        assertFalse(headers.contains("x-forwarded-client-cert"));
    }

    @Test
    void programmaticTokensWorkInAllFourPlacesAndOnlyTheBearerArrives() {
        SignInBrowser.Answer login =
                USER.get(ON + ".pomerium/api/v1/login?pomerium_redirect_uri=http%3A%2F%2F127.0.0.1%3A9%2Fx");
        SignInBrowser.Answer handOver = USER.get(login.body());
        SignInBrowser.Answer end = USER.get(handOver.location());
        String token = end.location().replaceFirst(".*pomerium_jwt=", "");
        assertTrue(end.location().startsWith("http://127.0.0.1:9/x?pomerium_jwt="), end.location());

        String none = "none=1";
        assertFalse(send(ON, "cookie", none, "authorization", "Pomerium " + token)
                .headers()
                .contains("authorization"));
        assertFalse(send(ON, "cookie", none, "x-pomerium-authorization", token)
                .headers()
                .contains("x-pomerium-authorization"));
        assertEquals(
                "/?a=1",
                send(ON + "?pomerium_session=" + token + "&a=1", "cookie", none).uri());
        String bearer = "Bearer Pomerium-" + token;
        assertEquals(
                bearer,
                send(ON, "cookie", none, "authorization", bearer).headers().get("authorization"));
        assertEquals(
                401,
                USER.send(
                                HttpMethod.GET,
                                ON,
                                HttpHeaders.headers().add("cookie", none).add("authorization", bearer + "x"),
                                "")
                        .status());
    }

    @Test
    void aBodyArrivesWhole() {
        String body = "0123456789".repeat(50_000);
        assertEquals(
                200, USER.send(HttpMethod.POST, ON, HttpHeaders.headers(), body).status());
        assertEquals(body, WORLD.workload().last().body());
    }

    @Test
    void theMeshsRefusalPassesUnchanged() {
        SignInBrowser.Answer answer = USER.get(ON + "denied");
        assertEquals(403, answer.status());
        assertEquals("RBAC: access denied", answer.body());
        assertFalse(answer.headers().contains("x-pomerium-intercepted-response"));
    }

    @Test
    void identityFaultsShow() throws Exception {
        serve("wrong-issuer,wrong-audience,groups-null");
        assertEquals(World.AUTHENTICATE, claim(send(ON), "iss"));
        assertEquals("audience.invalid", claim(send(ON), "aud"));
        serve("repeated-jti,expired-assertion");
        assertEquals(claim(send(ON), "jti"), claim(send(ON), "jti"));
        assertTrue(Long.parseLong(claim(send(ON), "exp")) < System.currentTimeMillis() / 1000);
        serve("always-passes-identity");
        assertTrue(send(OFF).headers().contains("x-pomerium-jwt-assertion"));
        serve("never-passes-identity");
        assertFalse(send(ON).headers().contains("x-pomerium-jwt-assertion"));
        serve("keeps-spoofed-assertion,keeps-spoofed-claim-header");
        MultiMap kept = send(OFF, "x-pomerium-jwt-assertion", "forged", "x-pomerium-claim-email", "root")
                .headers();
        assertEquals("forged", kept.get("x-pomerium-jwt-assertion"));
        assertEquals("root", kept.get("x-pomerium-claim-email"));
        serve("leaks-session-cookie");
        assertTrue(send(ON).headers().get("cookie").contains("_pomerium="));
        serve("forged-signature");
        SignedJWT forged = SignedJWT.parse(send(ON).headers().get("x-pomerium-jwt-assertion"));
        assertFalse(
                forged.verify(new ECDSAVerifier(WORLD.settings().signingKey().jwk())));
        serve("swallows-mesh-denial");
        assertTrue(USER.get(ON + "denied").headers().contains("x-pomerium-intercepted-response"));
    }

    @Test
    void noHeaderWithAnUnderscoreReachesTheWorkload() {
        for (String name : List.of("X_Pomerium_Claim_Email", "x_pomerium-jwt_assertion", "a_b")) {
            MultiMap header = HttpHeaders.headers().add(name, "root@example.com");
            assertEquals(400, USER.send(HttpMethod.GET, ON, header, "").status(), name);
            serve("passes-underscores");
            assertEquals(
                    "root@example.com",
                    send(ON, name, "root@example.com").headers().get(name));
            serve("");
        }
    }

    @Test
    void thePathIsMadePlainBeforeItIsJudged() {
        assertEquals("/a/b", send(ON + "x/..//a/./b").uri());
        assertEquals(
                400,
                USER.send(HttpMethod.GET, ON + "a%2Fb", HttpHeaders.headers(), "")
                        .status());
        serve("serves-raw-paths");
        assertEquals("/a%2Fb", send(ON + "a%2Fb").uri());
    }
}
