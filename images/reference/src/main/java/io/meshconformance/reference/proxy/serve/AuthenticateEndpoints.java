package io.meshconformance.reference.proxy.serve;

import io.meshconformance.reference.proxy.fault.Fault;
import io.meshconformance.reference.proxy.identity.Provider;
import io.meshconformance.reference.proxy.identity.Providers;
import io.meshconformance.reference.proxy.identity.SignInRefused;
import io.meshconformance.reference.proxy.refresh.SessionRefresh;
import io.meshconformance.reference.proxy.session.HandleCodec;
import io.meshconformance.reference.proxy.session.Parameter;
import io.meshconformance.reference.proxy.session.Query;
import io.meshconformance.reference.proxy.session.Seal;
import io.meshconformance.reference.proxy.session.SessionHandle;
import io.meshconformance.reference.proxy.session.SessionStore;
import io.meshconformance.reference.proxy.session.SignedAddress;
import io.meshconformance.reference.proxy.session.UserSession;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The authenticate host: sign-in, sign-out, and the page of the signed-in user (facts 5, hops 2 to 5). */
final class AuthenticateEndpoints {
    private final Vertx vertx;
    private final SessionStore sessions;
    private final PresentedSession credentials;
    private final SignIn signIn;
    private final Providers providers;
    private final Clock clock;

    AuthenticateEndpoints(
            Vertx vertx,
            SessionStore sessions,
            PresentedSession credentials,
            Providers providers,
            SessionRefresh refresh,
            Clock clock) {
        this.vertx = vertx;
        this.sessions = sessions;
        this.credentials = credentials;
        this.providers = providers;
        this.signIn = new SignIn(vertx, sessions, providers, refresh, clock);
        this.clock = clock;
    }

    void answer(JudgedRequest exchange) {
        String path = exchange.path();
        switch (path) {
            case "/" -> Answers.redirect(exchange, 302, "/.pomerium/");
            case "/robots.txt" -> Answers.robots(exchange);
            case "/ping", "/healthz" -> OwnEndpoints.alive(exchange);
            case "/oauth2/callback" -> signIn.finish(exchange);
            case "/.pomerium" -> Answers.redirect(exchange, 301, OwnEndpoints.slashed(exchange));
            case "/.pomerium/" ->
                withSession(exchange, session -> OwnEndpoints.dashboard(exchange, Optional.of(session)));
            case "/.pomerium/sign_in" -> withSession(exchange, session -> handOver(exchange, session));
            case "/.pomerium/sign_out" -> signOut(exchange);
            case "/.pomerium/signed_out" -> Answers.page(exchange, "SignedOut", "Signed Out", Map.of());
            default -> {
                if (path.startsWith(WellKnown.BASE)) {
                    WellKnown.answer(exchange);
                } else {
                    Answers.error(exchange, 404, "");
                }
            }
        }
    }

    private interface Signed {
        void answer(UserSession session);
    }

    private void withSession(JudgedRequest exchange, Signed signed) {
        Optional<UserSession> session = session(exchange);
        if (session.isPresent()) {
            signed.answer(session.get());
        } else if (exchange.header("x-requested-with").equalsIgnoreCase("XMLHttpRequest")) {
            Answers.error(exchange, 401, "");
        } else {
            signIn.begin(exchange);
        }
    }

    private Optional<UserSession> session(JudgedRequest exchange) {
        return Cookies.read(exchange.request(), cookies(exchange).authenticateName())
                .flatMap(token -> exchange.has(Fault.HANDS_OVER_ENDED_SESSION)
                        ? credentials.endedToo(token, exchange.snapshot())
                        : credentials.session(token, exchange.snapshot()));
    }

    /** Hop 5: back to the route with the session, sealed so that no log of an address shows it. */
    private void handOver(JudgedRequest exchange, UserSession session) {
        Query query = exchange.query();
        SignedAddress addresses = new SignedAddress(exchange.settings().sharedSecret(), clock);
        URI authenticate = exchange.settings().authenticateUrl();
        Optional<String> flaw =
                addresses.flaw(authenticate.resolve("/.pomerium/sign_in").toString(), query);
        Optional<URI> returnTo = query.get(Parameter.REDIRECT_URI).flatMap(Addresses::web);
        Optional<URI> callback = query.get(Parameter.CALLBACK_URI).flatMap(Addresses::web);
        if (flaw.isPresent() && !exchange.has(Fault.ACCEPTS_ANY_SIGNATURE)) {
            Answers.error(exchange, 400, flaw.get());
            return;
        }
        if (returnTo.isEmpty()) {
            Answers.error(exchange, 400, "invalid redirect uri");
            return;
        }
        URI target = callback.orElseGet(() -> returnTo.get().resolve("/.pomerium/callback/"));
        SessionHandle handle = new SessionHandle(
                session.id(),
                session.providerId(),
                authenticate.getAuthority(),
                List.of(authenticate.getAuthority(), returnTo.get().getAuthority()));
        HandleCodec codec = new HandleCodec(exchange.settings().sharedSecret(), false);
        String token = codec.encode(handle, clock.instant());
        Query forward = Query.empty()
                .with(Parameter.REDIRECT_URI, query.get(Parameter.REDIRECT_URI).orElseThrow())
                .with(Parameter.SESSION_ENCRYPTED, new Seal(exchange.settings().sharedSecret()).close(token, ""));
        if (query.get(Parameter.PROGRAMMATIC).orElse("").equals("true")) {
            forward = forward.with(Parameter.PROGRAMMATIC, "true");
        }
        Answers.cookie(exchange, cookies(exchange).authenticate(token));
        Answers.redirect(exchange, 302, addresses.sign(target.toString(), forward));
    }

    private void signOut(JudgedRequest exchange) {
        SignedAddress addresses = new SignedAddress(exchange.settings().sharedSecret(), clock);
        String here = exchange.settings()
                .authenticateUrl()
                .resolve("/.pomerium/sign_out")
                .toString();
        if (addresses.flaw(here, exchange.query()).isPresent()) {
            // A link on a foreign page signs no user out: the user confirms first.
            Answers.page(
                    exchange, "SignOutConfirm", "Confirm Sign Out", Map.of("url", addresses.sign(here, Query.empty())));
            return;
        }
        Optional<UserSession> session = session(exchange);
        if (!exchange.has(Fault.SIGN_OUT_KEEPS_SESSION)) {
            session.ifPresent(ended -> sessions.remove(ended.id()));
        }
        Answers.cookie(exchange, cookies(exchange).clearedAuthenticate());
        vertx.executeBlocking(() -> farewell(exchange, session), false)
                .onComplete(farewell -> Answers.redirect(exchange, 302, farewell.result()));
    }

    /** The provider's own sign-out, or our page when the provider has none or cannot be asked. */
    private String farewell(JudgedRequest exchange, Optional<UserSession> session) {
        String signedOut = exchange.settings()
                .authenticateUrl()
                .resolve("/.pomerium/signed_out")
                .toString();
        try {
            Provider provider = providers.of(exchange.settings().provider());
            Query hints = session.map(ended ->
                            Query.empty().with("id_token_hint", ended.tokens().idToken()))
                    .orElse(Query.empty())
                    .with("client_id", exchange.settings().provider().clientId())
                    .with("post_logout_redirect_uri", signedOut);
            return provider.endSession()
                    .map(uri -> uri + (uri.getRawQuery() == null ? "?" : "&") + hints.encoded())
                    .orElse(signedOut);
        } catch (SignInRefused e) {
            return signedOut;
        }
    }

    private static Cookies cookies(JudgedRequest exchange) {
        return new Cookies(exchange.settings().cookie());
    }
}
