package io.meshconformance.reference.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.meshconformance.reference.proxy.crypto.ServerCertificate;
import io.meshconformance.reference.proxy.support.TestAuthority;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceDashboardTest {
    private static final String ASSERTION = "X-Pomerium-Jwt-Assertion";
    private static final Vertx VERTX = Vertx.vertx();
    private static final ECKey KEY = key();

    @TempDir
    private static Path folder;

    private static Path keys;

    @BeforeAll
    static void keySet() throws Exception {
        keys = Files.writeString(folder.resolve("jwks.json"), new JWKSet(KEY).toString(true));
    }

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("k").generate();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int dashboard(String... variables) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
                "GF_SERVER_HTTP_PORT", "0",
                "GF_AUTH_JWT_ENABLED", "true",
                "GF_AUTH_JWT_HEADER_NAME", ASSERTION,
                "GF_AUTH_JWT_EMAIL_CLAIM", "email",
                "GF_AUTH_JWT_USERNAME_CLAIM", "email",
                "GF_AUTH_JWT_AUTO_SIGN_UP", "true",
                "GF_AUTH_DISABLE_LOGIN_FORM", "true"));
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        environment.values().removeIf(String::isEmpty);
        if (!environment.containsKey("GF_AUTH_JWT_JWK_SET_URL") && environment.containsKey("GF_AUTH_JWT_ENABLED")) {
            environment.put("GF_AUTH_JWT_JWK_SET_FILE", keys.toString());
        }
        return ReferenceDashboard.start(VERTX, environment)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static HttpResponse<String> get(int port, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String token(ECKey key, String email, long endsIn) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k").build(),
                new JWTClaimsSet.Builder()
                        .subject("id-" + email)
                        .audience("grafana.example.test")
                        .claim("email", email)
                        .expirationTime(Date.from(Instant.now().plusSeconds(endsIn)))
                        .build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private static String administrator() {
        return "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void twoUsersAreEachThemselves() throws Exception {
        int port = dashboard();
        for (String email : new String[] {"alice@example.com", "bob@example.com", "alice@example.com"}) {
            HttpResponse<String> answer = get(port, "/api/user", ASSERTION, token(KEY, email, 300));
            assertEquals(200, answer.statusCode());
            assertTrue(answer.body().contains("\"email\":\"" + email + "\""), answer.body());
            assertEquals(
                    "dashboard",
                    answer.headers().firstValue("x-reference-implementation").orElse(""));
        }
        String members =
                get(port, "/api/org/users", "Authorization", administrator()).body();
        assertEquals(3, members.split("userId").length - 1, members);
        assertEquals(
                403,
                get(port, "/api/org/users", ASSERTION, token(KEY, "bob@example.com", 300))
                        .statusCode());
    }

    @Test
    void otherTokensAreRefused() throws Exception {
        int port = dashboard("GF_AUTH_JWT_EXPECT_CLAIMS", "{\"aud\":\"grafana.example.test\"}");
        assertEquals(
                200,
                get(port, "/api/user", ASSERTION, token(KEY, "a@example.com", 300))
                        .statusCode());
        assertEquals(401, get(port, "/api/user").statusCode());
        assertEquals(401, get(port, "/api/user", ASSERTION, "nonsense").statusCode());
        assertEquals(
                401,
                get(port, "/api/user", ASSERTION, token(key(), "a@example.com", 300))
                        .statusCode());
        assertEquals(
                401,
                get(port, "/api/user", ASSERTION, token(KEY, "a@example.com", -300))
                        .statusCode());
        int elsewhere = dashboard("GF_AUTH_JWT_EXPECT_CLAIMS", "{\"aud\":\"other.example.test\"}");
        assertEquals(
                401,
                get(elsewhere, "/api/user", ASSERTION, token(KEY, "a@example.com", 300))
                        .statusCode());
    }

    @Test
    void unknownUsersFollowTheSignUpSetting() throws Exception {
        int port = dashboard("GF_AUTH_JWT_AUTO_SIGN_UP", "false");
        HttpResponse<String> answer = get(port, "/api/user", ASSERTION, token(KEY, "new@example.com", 300));
        assertEquals(401, answer.statusCode());
        assertTrue(answer.body().contains("Sign up is disabled"));
        int faulty = dashboard("GF_AUTH_JWT_AUTO_SIGN_UP", "false", "REFERENCE_FAULTS", "always-signs-up");
        assertEquals(
                200,
                get(faulty, "/api/user", ASSERTION, token(KEY, "new@example.com", 300))
                        .statusCode());
    }

    @Test
    void aSignInByTokenSetsTheRoleAnewButNeverTakesTheLastAdministrators() throws Exception {
        String root = token(KEY, "admin", 300);
        int port = dashboard();
        assertEquals(401, get(port, "/api/user", ASSERTION, root).statusCode());
        assertTrue(
                get(port, "/api/org/users", "Authorization", administrator())
                        .body()
                        .contains("\"role\":\"Admin\""),
                "who signs in by password is still the administrator");
        int skipping = dashboard("GF_AUTH_JWT_SKIP_ORG_ROLE_SYNC", "true");
        assertEquals(200, get(skipping, "/api/org/users", ASSERTION, root).statusCode());
        int faulty = dashboard("GF_AUTH_JWT_SKIP_ORG_ROLE_SYNC", "true", "REFERENCE_FAULTS", "always-syncs-roles");
        assertEquals(401, get(faulty, "/api/user", ASSERTION, root).statusCode());
    }

    @Test
    void theKeySetIsFetchedThroughAPrivateAuthority() throws Exception {
        TestAuthority authority = new TestAuthority();
        ServerCertificate certificate = authority.issue("localhost");
        int keysPort = VERTX.createHttpServer(new HttpServerOptions()
                        .setPort(0)
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addCertValue(Buffer.buffer(TestAuthority.pem(
                                        "CERTIFICATE",
                                        certificate.chain().get(0).getEncoded())))
                                .addKeyValue(Buffer.buffer(TestAuthority.pem(
                                        "PRIVATE KEY", certificate.key().getEncoded())))))
                .requestHandler(request -> request.response().end(new JWKSet(KEY).toString(true)))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        String url = "https://localhost:" + keysPort + "/jwks.json";
        Path authorityFile = Files.writeString(
                folder.resolve("ca.pem"),
                TestAuthority.pem("CERTIFICATE", authority.certificate().getEncoded()));
        String token = token(KEY, "alice@example.com", 300);

        int trusting = dashboard("GF_AUTH_JWT_JWK_SET_URL", url, "GF_AUTH_JWT_TLS_CLIENT_CA", authorityFile.toString());
        assertEquals(200, get(trusting, "/api/user", ASSERTION, token).statusCode());
        int distrusting = dashboard("GF_AUTH_JWT_JWK_SET_URL", url);
        assertEquals(401, get(distrusting, "/api/user", ASSERTION, token).statusCode());
    }

    @Test
    void aHeaderNamesTheUser() throws Exception {
        int port = dashboard(
                "GF_AUTH_JWT_ENABLED", "",
                "GF_AUTH_PROXY_ENABLED", "true",
                "GF_AUTH_PROXY_HEADER_NAME", "X-Pomerium-Claim-Email",
                "GF_AUTH_PROXY_HEADER_PROPERTY", "email",
                "GF_AUTH_PROXY_HEADERS", "Role:X-Role");
        String user = get(port, "/api/user", "X-Pomerium-Claim-Email", "carol@example.com")
                .body();
        assertTrue(user.contains("\"email\":\"carol@example.com\"") && user.contains("Auth Proxy"), user);
        assertEquals(
                200,
                get(port, "/api/org/users", "X-Pomerium-Claim-Email", "root@example.com", "X-Role", "Admin")
                        .statusCode());
        assertEquals(
                200,
                get(port, "/api/org/users", "X-Pomerium-Claim-Email", "root@example.com", "X-Role", "nonsense")
                        .statusCode(),
                "a role it does not know changes nothing");
        assertEquals(
                403,
                get(port, "/api/org/users", "X-Pomerium-Claim-Email", "root@example.com", "X-Role", "Editor")
                        .statusCode(),
                "there is another administrator, so the header's role holds");
    }

    @Test
    void healthAndLogin() throws Exception {
        int port = dashboard();
        assertTrue(get(port, "/api/health").body().contains("\"database\":\"ok\""));
        assertTrue(!get(port, "/login").body().contains("<form"));
        assertEquals(302, get(port, "/").statusCode());
    }

    @Test
    void faultsShow() throws Exception {
        int unchecked = dashboard("REFERENCE_FAULTS", "skips-signature");
        assertEquals(
                200,
                get(unchecked, "/api/user", ASSERTION, token(key(), "x@example.com", -300))
                        .statusCode());
        int deaf = dashboard("REFERENCE_FAULTS", "ignores-token");
        assertEquals(
                401,
                get(deaf, "/api/user", ASSERTION, token(KEY, "x@example.com", 300))
                        .statusCode());
        int confused = dashboard("REFERENCE_FAULTS", "one-user-for-all");
        get(confused, "/api/user", ASSERTION, token(KEY, "first@example.com", 300));
        assertTrue(get(confused, "/api/user", ASSERTION, token(KEY, "second@example.com", 300))
                .body()
                .contains("first@example.com"));
        int form = dashboard("REFERENCE_FAULTS", "shows-login-form");
        assertTrue(get(form, "/login").body().contains("<form"));
        int admin = dashboard("REFERENCE_FAULTS", "every-user-is-admin");
        assertEquals(
                200,
                get(admin, "/api/org/users", ASSERTION, token(KEY, "x@example.com", 300))
                        .statusCode());
    }

    @Test
    void whatItDoesNotImplementItRefusesByName() {
        for (String name :
                new String[] {"GF_AUTH_LDAP_ENABLED", "GF_AUTH_JWT_ROLE_ATTRIBUTE_PATH", "GF_AUTH_PROXY_WHITELIST"}) {
            IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> dashboard(name, "x"));
            assertTrue(String.valueOf(refusal.getMessage()).startsWith(name));
        }
        assertThrows(IllegalArgumentException.class, () -> dashboard("REFERENCE_FAULTS", "nonsense"));
    }
}
