package io.meshconformance.reference.proxy.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jwt.JWTParser;
import io.meshconformance.reference.proxy.support.SignInBrowser;
import io.meshconformance.reference.proxy.support.World;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdTokensTest {
    private static final World WORLD = new World();
    private static final String ALICE = "allow: {or: [{email: alice@example.com}]}";
    private static final String TAKES = "tokens.example.test";

    @AfterAll
    static void close() {
        WORLD.close();
    }

    private static SignInBrowser.Answer asked(String faults, String host, String authorization) {
        WORLD.serve(
                faults, World.takingIdTokens(WORLD.route(TAKES, true, ALICE)), WORLD.route(World.HOST, true, ALICE));
        return WORLD.browser()
                .send(
                        HttpMethod.POST,
                        "https://" + host + "/a",
                        HttpHeaders.headers()
                                .add("authorization", authorization)
                                .add("accept", "application/json"),
                        "a body");
    }

    private static String token(String client, String user, Duration lifetime) {
        return WORLD.provider().idToken(client, Map.of("sub", user + "-id", "email", user + "@example.com"), lifetime);
    }

    private static String alice() {
        return token("pomerium", "alice", Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER "})
    void aProgramIsTheUserOfItsToken(String scheme) throws ParseException {
        assertEquals(200, asked("", TAKES, scheme + alice()).status());
        String assertion = WORLD.workload().last().headers().get("x-pomerium-jwt-assertion");
        assertEquals(
                "alice@example.com",
                JWTParser.parse(assertion).getJWTClaimsSet().getStringClaim("email"));
        assertEquals("a body", WORLD.workload().last().body());
    }

    @Test
    void aTokenIsAskedForOnceAndStaysOneSession() throws ParseException {
        String token = alice();
        asked("", TAKES, "Bearer " + token);
        Object first = session();
        asked("", TAKES, "Bearer " + token);
        assertEquals(first, session());
    }

    private static Object session() throws ParseException {
        return JWTParser.parse(WORLD.workload().last().headers().get("x-pomerium-jwt-assertion"))
                .getJWTClaimsSet()
                .getClaim("sid");
    }

    @Test
    void whatTheProviderDoesNotVouchForIsRefused() {
        String alice = alice();
        for (String wrong : new String[] {
            alice.substring(0, alice.length() - 8) + "AAAAAAAA",
            alice.substring(0, alice.lastIndexOf('.') + 1),
            token("another", "alice", Duration.ofMinutes(5)),
            token("pomerium", "alice", Duration.ofMinutes(-5)),
            token("pomerium", "alice", Duration.ofSeconds(-2)),
            token("pomerium", "bob", Duration.ofMinutes(5)),
            "Pomerium-abc",
            "a.b.c",
        }) {
            SignInBrowser.Answer answer = asked("", TAKES, "Bearer " + wrong);
            assertEquals(403, answer.status(), wrong);
            assertEquals("{\"error\":\"Forbidden\"", answer.body().substring(0, 20), wrong);
        }
    }

    @Test
    void anotherRouteTakesNone() {
        assertEquals(401, asked("", World.HOST, "Bearer " + alice()).status());
    }

    @Test
    void anotherSchemeIsNoToken() {
        assertEquals(401, asked("", TAKES, "Basic " + alice()).status());
    }

    @ParameterizedTest
    @CsvSource({
        "takes-any-clients-id-tokens, another, 200",
        "believes-id-tokens, another, 200",
        "takes-id-tokens-everywhere, another, 403"
    })
    void theFaultsBelieveMore(String fault, String client, int status) {
        String token = token(client, "alice", Duration.ofMinutes(5));
        assertEquals(status, asked(fault, TAKES, "Bearer " + token).status());
        assertEquals(403, asked("", TAKES, "Bearer " + token).status());
    }

    @Test
    void theFaultBelievesAnAlteredSignature() {
        String alice = alice();
        assertEquals(
                200,
                asked("believes-id-tokens", TAKES, "Bearer " + alice.substring(0, alice.length() - 8) + "AAAAAAAA")
                        .status());
    }

    @Test
    void theFaultTakesTokensOnEveryRoute() {
        assertEquals(
                200,
                asked("takes-id-tokens-everywhere", World.HOST, "Bearer " + alice())
                        .status());
    }
}
