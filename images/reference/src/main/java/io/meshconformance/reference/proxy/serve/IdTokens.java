package io.meshconformance.reference.proxy.serve;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import io.meshconformance.reference.proxy.config.ProviderSettings;
import io.meshconformance.reference.proxy.config.ProxyRoute;
import io.meshconformance.reference.proxy.crypto.MessageDigests;
import io.meshconformance.reference.proxy.fault.Fault;
import io.meshconformance.reference.proxy.fault.Faults;
import io.meshconformance.reference.proxy.identity.Providers;
import io.meshconformance.reference.proxy.identity.SessionClaims;
import io.meshconformance.reference.proxy.identity.SignInRefused;
import io.meshconformance.reference.proxy.session.ProviderTokens;
import io.meshconformance.reference.proxy.session.SessionStore;
import io.meshconformance.reference.proxy.session.UserSession;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Users of programs, by the ID tokens that the provider gave these. Where a route takes them, such a token comes before
 * every session, and one that is not valid is refused whatever else the request carries (v0.33.1, config/session.go and
 * authorize/grpc.go).
 */
final class IdTokens {
    private static final Logger LOG = LoggerFactory.getLogger(IdTokens.class);
    private static final String SCHEME = "bearer ";

    private final Vertx vertx;
    private final SessionStore sessions;
    private final Providers providers;
    private final Clock clock;

    IdTokens(Vertx vertx, SessionStore sessions, Providers providers, Clock clock) {
        this.vertx = vertx;
        this.sessions = sessions;
        this.providers = providers;
        this.clock = clock;
    }

    /** The token that a request shows to a route which takes one. */
    static Optional<String> shown(JudgedRequest exchange, ProxyRoute route) {
        String shown = exchange.header("authorization");
        boolean taken = route.idTokens() || exchange.has(Fault.TAKES_ID_TOKENS_EVERYWHERE);
        return taken && shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(shown.substring(SCHEME.length()))
                : Optional.empty();
    }

    /** The token's user; a failure where the provider does not vouch for them. */
    Future<UserSession> user(JudgedRequest exchange, String token) {
        ProviderSettings provider = exchange.settings().provider();
        Faults faults = exchange.snapshot().faults();
        String id = id(provider, token, faults);
        return sessions.find(id)
                .map(Future::succeededFuture)
                .orElseGet(() -> vertx.executeBlocking(() -> session(id, provider, token, faults), false)
                        .onSuccess(sessions::put)
                        .onFailure(refusal -> LOG.info("request {}: {}", exchange.id(), refusal.getMessage())));
    }

    /** A user's session by one token is the same on every route, and never refreshed. Blocks. */
    private UserSession session(String id, ProviderSettings provider, String token, Faults faults)
            throws SignInRefused {
        Map<String, Object> claims = providers.of(provider).vouched(token, faults);
        Instant expires = Optional.ofNullable(claims.get(IDTokenClaimsSet.EXP_CLAIM_NAME))
                .filter(Number.class::isInstance)
                .map(seconds -> Instant.ofEpochSecond(((Number) seconds).longValue()))
                .filter(end -> end.isAfter(clock.instant()))
                .orElseThrow(() -> new SignInRefused("invalid identity token: it has ended"));
        return new UserSession(
                id,
                provider.id(),
                String.valueOf(claims.getOrDefault("sub", "")),
                new SessionClaims(faults).of(claims, Optional.empty()),
                new ProviderTokens(token, Optional.empty(), Optional.of(expires)),
                expires);
    }

    /** What a fault believed is not known without it. */
    private static String id(ProviderSettings provider, String token, Faults faults) {
        byte[] all = String.join("\n", provider.id(), token, faults.words().toString())
                .getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(MessageDigests.sha256(all)).toString();
    }
}
