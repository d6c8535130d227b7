package io.meshconformance.reference.proxy.serve;

import io.meshconformance.reference.proxy.config.ProxySettings;
import io.meshconformance.reference.proxy.fault.Fault;
import io.meshconformance.reference.proxy.identity.Provider;
import io.meshconformance.reference.proxy.identity.Providers;
import io.meshconformance.reference.proxy.identity.SessionClaims;
import io.meshconformance.reference.proxy.identity.SignInRefused;
import io.meshconformance.reference.proxy.refresh.SessionRefresh;
import io.meshconformance.reference.proxy.session.HandleCodec;
import io.meshconformance.reference.proxy.session.Query;
import io.meshconformance.reference.proxy.session.Randoms;
import io.meshconformance.reference.proxy.session.Seal;
import io.meshconformance.reference.proxy.session.SessionHandle;
import io.meshconformance.reference.proxy.session.SessionStore;
import io.meshconformance.reference.proxy.session.SignInState;
import io.meshconformance.reference.proxy.session.UserSession;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a browser to the provider and takes it back (facts 5, hops 2 and 4). */
final class SignIn {
    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
    /** Claims that the real proxy reads as one text; a provider that sends a list fails the sign-in there too. */
    private static final List<String> TEXT_CLAIMS = List.of("sub", "email", "name");

    private final Vertx vertx;
    private final SessionStore sessions;
    private final Providers providers;
    private final SessionRefresh refresh;
    private final Clock clock;

    SignIn(Vertx vertx, SessionStore sessions, Providers providers, SessionRefresh refresh, Clock clock) {
        this.vertx = vertx;
        this.sessions = sessions;
        this.providers = providers;
        this.refresh = refresh;
        this.clock = clock;
    }

    /** Redirects to the provider; the browser is remembered by a cookie that the state must match. */
    void begin(JudgedRequest exchange) {
        ProxySettings settings = exchange.settings();
        Cookies cookies = new Cookies(settings.cookie());
        String token = Cookies.read(exchange.request(), cookies.csrfName())
                .filter(known -> known.matches("[A-Za-z0-9_-]{43}"))
                .orElseGet(() -> Randoms.text(32));
        // As it came: it need be no address by RFC 3986.
        String state = new SignInState(settings.cookieSecret(), clock).begin(token, exchange.url());
        String verifier = Randoms.text(32);
        Provider provider = providers.of(settings.provider());
        vertx.executeBlocking(
                        () -> {
                            Optional<String> proof =
                                    usesProof(exchange, provider) ? Optional.of(verifier) : Optional.empty();
                            return new Started(provider.authorization(state, callback(settings), proof), proof);
                        },
                        false)
                .onSuccess(started -> {
                    Answers.cookie(exchange, cookies.clearedAuthenticate());
                    Answers.cookie(exchange, cookies.csrf(token));
                    started.proof()
                            .ifPresent(proof -> Answers.cookie(
                                    exchange, cookies.proof(new Seal(settings.cookieSecret()).close(proof, state))));
                    Answers.redirect(exchange, 302, started.provider().toString());
                })
                .onFailure(failure -> fail(exchange, failure));
    }

    private record Started(URI provider, Optional<String> proof) {}

    /** Takes the browser back, redeems its code and returns it to the address of hop 2. */
    void finish(JudgedRequest exchange) {
        Query query = exchange.query();
        Optional<String> error = query.get("error").filter(text -> !text.isEmpty());
        if (error.isPresent()) {
            boolean refused = Set.of("access_denied", "unauthorized_client").contains(error.get());
            Answers.error(exchange, refused ? 401 : 400, "identity provider: " + error.get());
            return;
        }
        String code = query.get("code").orElse("");
        if (code.isEmpty()) {
            Answers.error(exchange, 400, "identity provider returned empty code");
            return;
        }
        ProxySettings settings = exchange.settings();
        Cookies cookies = new Cookies(settings.cookie());
        String state = query.get("state").orElse("");
        Optional<URI> returnTo = returnTo(exchange, cookies, state).flatMap(Addresses::web);
        if (returnTo.isEmpty()) {
            Answers.error(exchange, 400, "invalid state");
            return;
        }
        Optional<String> proof = Cookies.read(exchange.request(), cookies.proofName())
                .flatMap(text -> new Seal(settings.cookieSecret()).open(text, state));
        Provider provider = providers.of(settings.provider());
        vertx.executeBlocking(
                        () -> {
                            if (usesProof(exchange, provider) && proof.isEmpty()) {
                                return Optional.<UserSession>empty();
                            }
                            return Optional.of(session(exchange, provider.redeem(code, callback(settings), proof)));
                        },
                        false)
                .onSuccess(session -> {
                    if (session.isEmpty()) {
                        Answers.error(exchange, 400, "missing proof key");
                    } else {
                        welcome(exchange, cookies, session.get(), returnTo.get());
                    }
                })
                .onFailure(failure -> fail(exchange, failure));
    }

    /** Under the fault that believes every state a proof key would still tell one browser from another. */
    private static boolean usesProof(JudgedRequest exchange, Provider provider) throws SignInRefused {
        return !exchange.has(Fault.ACCEPTS_ANY_STATE) && provider.takesProofKeys();
    }

    private Optional<String> returnTo(JudgedRequest exchange, Cookies cookies, String state) {
        SignInState states = new SignInState(exchange.settings().cookieSecret(), clock);
        return exchange.has(Fault.ACCEPTS_ANY_STATE)
                ? states.finishUnchecked(state)
                        .or(() -> Optional.of(exchange.settings()
                                .authenticateUrl()
                                .resolve("/.pomerium/")
                                .toString()))
                : Cookies.read(exchange.request(), cookies.csrfName()).flatMap(token -> states.finish(state, token));
    }

    private void welcome(JudgedRequest exchange, Cookies cookies, UserSession session, URI returnTo) {
        sessions.put(session);
        refresh.follow(session);
        String host = exchange.settings().authenticateUrl().getAuthority();
        String token = new HandleCodec(exchange.settings().sharedSecret(), false)
                .encode(new SessionHandle(session.id(), session.providerId(), host, List.of(host)), clock.instant());
        Answers.cookie(exchange, cookies.authenticate(token));
        if (Cookies.read(exchange.request(), cookies.proofName()).isPresent()) {
            Answers.cookie(exchange, cookies.clearedProof());
        }
        Answers.redirect(exchange, 302, returnTo.toString());
    }

    private UserSession session(JudgedRequest exchange, Provider.SignedIn signedIn) throws SignInRefused {
        for (String claim : TEXT_CLAIMS) {
            Object value = signedIn.claims().get(claim);
            if (value != null && !(value instanceof String)) {
                throw new SignInRefused("error unmarshaling session: claim " + claim + " is not a text");
            }
        }
        ProxySettings settings = exchange.settings();
        String user = String.valueOf(signedIn.claims().getOrDefault("sub", ""));
        return new UserSession(
                UUID.randomUUID().toString(),
                settings.provider().id(),
                user,
                new SessionClaims(exchange.snapshot().faults()).of(signedIn.claims(), sessions.latest(user)),
                signedIn.tokens(),
                exchange.has(Fault.SESSIONS_NEVER_END)
                        ? Instant.MAX
                        : clock.instant().plus(settings.cookie().expires()));
    }

    private static URI callback(ProxySettings settings) {
        return settings.authenticateUrl().resolve("/oauth2/callback");
    }

    private static void fail(JudgedRequest exchange, Throwable failure) {
        LOG.warn("sign-in failed, request {}: {}", exchange.id(), failure.getMessage());
        Answers.error(
                exchange, 500, failure instanceof SignInRefused refused ? String.valueOf(refused.getMessage()) : "");
    }
}
