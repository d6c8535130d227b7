package io.meshconformance.reference.proxy.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.meshconformance.reference.proxy.crypto.ServerCertificate;
import io.meshconformance.reference.proxy.identity.Json;
import io.meshconformance.reference.proxy.session.Query;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** An OpenID Connect provider that signs in, without asking, whoever {@link #signsIn} names. */
public final class TestProvider {
    private volatile RSAKey key = newKey();
    private final String issuer;
    private final Map<String, Map<String, Object>> codes = new ConcurrentHashMap<>();
    private final AtomicReference<Map<String, Object>> next = new AtomicReference<>(
            Map.of("sub", "alice-id", "email", "alice@example.com", "name", "Alice", "groups", List.of("eng", "ops")));
    private final List<Query> authorizations = new CopyOnWriteArrayList<>();
    private final AtomicBoolean down = new AtomicBoolean();
    private final AtomicBoolean refuses = new AtomicBoolean();
    private final AtomicInteger refreshes = new AtomicInteger();
    private final AtomicLong lifetimeSeconds = new AtomicLong(600);

    public TestProvider(Vertx vertx, ServerCertificate certificate) {
        try {
            int port = vertx.createHttpServer(new HttpServerOptions()
                            .setHost("127.0.0.1")
                            .setPort(0)
                            .setSsl(true)
                            .setMaxInitialLineLength(65536)
                            .setKeyCertOptions(new PemKeyCertOptions()
                                    .addCertValue(Buffer.buffer(TestAuthority.pem(
                                            "CERTIFICATE",
                                            certificate.chain().get(0).getEncoded())))
                                    .addKeyValue(Buffer.buffer(TestAuthority.pem(
                                            "PRIVATE KEY", certificate.key().getEncoded())))))
                    .requestHandler(this::handle)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .actualPort();
            this.issuer = "https://localhost:" + port + "/default";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    public String issuer() {
        return issuer;
    }

    /** Who signs in from now on. */
    public void signsIn(Map<String, Object> claims) {
        next.set(claims);
    }

    /** Has another key from now on, under the name of the one before. */
    public void changesItsKey() {
        key = newKey();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("test").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every token request fails from now on, or no longer. */
    public void tokensFail(boolean fail) {
        down.set(fail);
    }

    /** From now on tokens live this long; those of a minute and less are refreshed as often as the proxy does at all. */
    public void tokensLast(Duration lifetimeOfTokens) {
        lifetimeSeconds.set(lifetimeOfTokens.toSeconds());
    }

    /** Every refresh is refused from now on, or no longer. */
    public void refreshRefused(boolean refused) {
        refuses.set(refused);
    }

    /** How many refreshes were granted or refused so far. */
    public int refreshes() {
        return refreshes.get();
    }

    /** The queries of all authorization requests so far. */
    public List<Query> authorizations() {
        return List.copyOf(authorizations);
    }

    /** An ID token as it gives them, to whichever client. */
    public String idToken(String client, Map<String, Object> says, Duration lifetime) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(client)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plus(lifetime)));
        says.forEach(claims::claim);
        SignedJWT idToken = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(), claims.build());
        try {
            idToken.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return idToken.serialize();
    }

    private void handle(HttpServerRequest request) {
        switch (request.path()) {
            case "/default/.well-known/openid-configuration" ->
                json(
                        request,
                        new TreeMap<>(Map.of(
                                "issuer",
                                issuer,
                                "authorization_endpoint",
                                issuer + "/authorize",
                                "token_endpoint",
                                issuer + "/token",
                                "userinfo_endpoint",
                                issuer + "/userinfo",
                                "jwks_uri",
                                issuer + "/jwks",
                                "end_session_endpoint",
                                issuer + "/endsession",
                                "response_types_supported",
                                List.of("code"),
                                "subject_types_supported",
                                List.of("public"),
                                "id_token_signing_alg_values_supported",
                                List.of("RS256"),
                                "code_challenge_methods_supported",
                                List.of("S256"))));
            case "/default/jwks" -> json(request, new JWKSet(key.toPublicJWK()).toJSONObject());
            case "/default/authorize" -> authorize(request);
            case "/default/token" -> token(request);
            case "/default/userinfo" ->
                json(request, signedIn(request.getHeader("authorization").substring("Bearer ".length())));
            case "/default/endsession" ->
                request.response()
                        .setStatusCode(302)
                        .putHeader(
                                "location",
                                Query.read(request.query())
                                        .get("post_logout_redirect_uri")
                                        .orElseThrow())
                        .end();
            default -> request.response().setStatusCode(404).end();
        }
    }

    private void authorize(HttpServerRequest request) {
        Query query = Query.read(request.query());
        authorizations.add(query);
        String code = UUID.randomUUID().toString();
        codes.put(code, next.get());
        request.response()
                .setStatusCode(302)
                .putHeader(
                        "location",
                        query.get("redirect_uri").orElseThrow() + "?"
                                + Query.empty()
                                        .with("code", code)
                                        .with("state", query.get("state").orElseThrow())
                                        .encoded())
                .end();
    }

    private void token(HttpServerRequest request) {
        if (down.get()) {
            request.response().setStatusCode(503).end();
            return;
        }
        request.setExpectMultipart(true);
        request.endHandler(ended -> {
            boolean refresh = "refresh_token".equals(request.getFormAttribute("grant_type"));
            if (refresh && refused(request)) {
                return;
            }
            String code = request.getFormAttribute(refresh ? "refresh_token" : "code");
            if (refresh) {
                codes.put(code, next.get());
            }
            long seconds = lifetimeSeconds.get();
            json(
                    request,
                    Map.of(
                            "access_token",
                            code,
                            "token_type",
                            "Bearer",
                            "expires_in",
                            seconds,
                            "refresh_token",
                            code,
                            "id_token",
                            idToken(
                                    "pomerium",
                                    Map.of("sub", String.valueOf(signedIn(code).get("sub"))),
                                    Duration.ofSeconds(seconds))));
        });
    }

    private boolean refused(HttpServerRequest request) {
        refreshes.incrementAndGet();
        if (refuses.get()) {
            request.response()
                    .setStatusCode(400)
                    .putHeader("content-type", "application/json")
                    .end("{\"error\":\"invalid_grant\"}");
        }
        return refuses.get();
    }

    /** The claims of the user to whom a code was given. */
    private Map<String, Object> signedIn(String code) {
        return Objects.requireNonNull(codes.get(code), code);
    }

    private static void json(HttpServerRequest request, Map<String, Object> body) {
        request.response().putHeader("content-type", "application/json").end(Json.text(body));
    }
}
