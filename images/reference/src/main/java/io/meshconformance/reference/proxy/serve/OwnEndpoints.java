package io.meshconformance.reference.proxy.serve;

import io.meshconformance.reference.proxy.config.Snapshot;
import io.meshconformance.reference.proxy.fault.Fault;
import io.meshconformance.reference.proxy.identity.Assertions;
import io.meshconformance.reference.proxy.session.Parameter;
import io.meshconformance.reference.proxy.session.Query;
import io.meshconformance.reference.proxy.session.Seal;
import io.meshconformance.reference.proxy.session.SignedAddress;
import io.meshconformance.reference.proxy.session.UserSession;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the proxy itself answers on every host that is not the authenticate host. */
final class OwnEndpoints {
    private final Assertions assertions;
    private final Clock clock;

    OwnEndpoints(Assertions assertions, Clock clock) {
        this.assertions = assertions;
        this.clock = clock;
    }

    /** Whether a path is the proxy's own. */
    static boolean owns(String path) {
        return path.equals("/ping")
                || path.equals("/healthz")
                || path.equals("/.pomerium")
                || path.startsWith("/.pomerium/")
                || path.equals(WellKnown.BASE)
                || path.startsWith(WellKnown.BASE + "/");
    }

    void answer(JudgedRequest exchange) {
        String path = exchange.path();
        switch (path) {
            case "/ping", "/healthz" -> alive(exchange);
            case "/.pomerium", "/.pomerium/callback" -> Answers.redirect(exchange, 301, slashed(exchange));
            case "/.pomerium/" -> dashboard(exchange, exchange.session());
            case "/.pomerium/user" -> user(exchange);
            case "/.pomerium/callback/" -> callback(exchange);
            case "/.pomerium/sign_out" -> signOut(exchange);
            case "/.pomerium/api/v1/login" -> programmatic(exchange);
            case "/.pomerium/routes", "/.pomerium/api/v1/routes", "/.pomerium/webauthn", "/.pomerium/device-enrolled" ->
                Answers.error(exchange, 501, path + " is not implemented by the reference proxy");
            default -> {
                if (path.startsWith(WellKnown.BASE)) {
                    WellKnown.answer(exchange);
                } else {
                    Answers.error(exchange, 404, "");
                }
            }
        }
    }

    static void alive(JudgedRequest exchange) {
        HttpMethod method = exchange.request().method();
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            Answers.text(exchange, 200, "OK");
        } else {
            Answers.text(exchange, 405, "Method Not Allowed");
        }
    }

    static String slashed(JudgedRequest exchange) {
        String query = exchange.request().query();
        return exchange.path() + "/" + (query == null ? "" : "?" + query);
    }

    static void dashboard(JudgedRequest exchange, Optional<UserSession> shown) {
        Map<String, Object> data = new HashMap<>();
        shown.ifPresent(session -> {
            Map<String, Object> about = new HashMap<>();
            about.put("claims", session.claims());
            about.put("expiresAt", session.expires().toString());
            about.put("id", session.id());
            about.put("userId", session.user());
            if (exchange.has(Fault.SHOWS_TOKENS)) {
                about.put("idToken", session.tokens().idToken());
            }
            data.put("session", about);
            data.put(
                    "user",
                    Map.of("id", session.user(), "name", session.joined("name").orElse("")));
        });
        Answers.page(exchange, "UserInfo", "User Info Dashboard", data);
    }

    private void user(JudgedRequest exchange) {
        if (exchange.session().map(UserSession::user).orElse("").isEmpty()) {
            Answers.error(exchange, 404, "not found");
            return;
        }
        Map<String, @Nullable Object> claims = new TreeMap<>(assertions.claims(
                exchange.settings(), exchange.snapshot().faults(), exchange.host(), exchange.session()));
        List.of("iss", "aud", "exp", "iat", "jti").forEach(claims::remove);
        Answers.json(exchange, claims);
    }

    private void callback(JudgedRequest exchange) {
        Query query = exchange.query();
        Optional<String> flaw = addresses(exchange.snapshot()).flaw(exchange.base(), query);
        if (flaw.isPresent() && !exchange.has(Fault.ACCEPTS_ANY_SIGNATURE)) {
            Answers.error(exchange, 400, flaw.get());
            return;
        }
        Optional<URI> returnTo = query.get(Parameter.REDIRECT_URI).flatMap(Addresses::web);
        Optional<String> token = query.get(Parameter.SESSION_ENCRYPTED)
                .flatMap(text -> new Seal(exchange.settings().sharedSecret()).open(text, ""));
        if (returnTo.isEmpty() || token.isEmpty()) {
            Answers.error(exchange, 400, "malformed callback");
            return;
        }
        Answers.cookie(exchange, new Cookies(exchange.settings().cookie()).session(token.get()));
        Answers.redirect(exchange, 302, destination(exchange, returnTo.get(), token.get()));
    }

    private static String destination(JudgedRequest exchange, URI returnTo, String token) {
        if (exchange.query().get(Parameter.PROGRAMMATIC).orElse("").equals("true")) {
            String base = returnTo.toString().replaceFirst("[?#].*", "");
            return base + "?"
                    + Query.read(returnTo.getRawQuery())
                            .with(Parameter.JWT, token)
                            .encoded();
        }
        return exchange.has(Fault.REDIRECTS_TO_ROOT) ? returnTo.resolve("/").toString() : returnTo.toString();
    }

    private void signOut(JudgedRequest exchange) {
        Answers.cookie(exchange, new Cookies(exchange.settings().cookie()).clearedSession());
        Answers.redirect(
                exchange,
                302,
                addresses(exchange.snapshot())
                        .sign(
                                exchange.settings()
                                        .authenticateUrl()
                                        .resolve("/.pomerium/sign_out")
                                        .toString(),
                                Query.empty().with(Parameter.TRACEPARENT, Addresses.traceparent())));
    }

    private void programmatic(JudgedRequest exchange) {
        Optional<String> asked = exchange.query().get(Parameter.REDIRECT_URI);
        if (!exchange.request().method().equals(HttpMethod.GET)) {
            Answers.text(exchange, 405, "Method Not Allowed\n");
            return;
        }
        if (asked.isEmpty()) {
            Answers.text(exchange, 404, "Not Found\n");
            return;
        }
        Optional<URI> target = asked.flatMap(Addresses::web)
                .filter(uri -> exchange.has(Fault.OPEN_PROGRAMMATIC_REDIRECT)
                        || Addresses.mayReturnTo(uri, exchange.settings().programmaticDomains()));
        if (target.isEmpty()) {
            Answers.error(exchange, 400, "invalid redirect uri");
            return;
        }
        Query query = Query.empty()
                .with(Parameter.CALLBACK_URI, "https://" + exchange.authority() + "/.pomerium/callback/")
                .with(Parameter.PROGRAMMATIC, "true");
        Answers.text(exchange, 200, signInAddress(exchange.snapshot(), query, asked.get()));
    }

    /** Where a browser signs in and from where it comes back to an address. */
    String signInAddress(Snapshot snapshot, Query query, String returnTo) {
        return addresses(snapshot)
                .sign(
                        snapshot.settings()
                                .authenticateUrl()
                                .resolve("/.pomerium/sign_in")
                                .toString(),
                        query.with(Parameter.REDIRECT_URI, returnTo)
                                .with(
                                        Parameter.IDP_ID,
                                        snapshot.settings().provider().id())
                                .with(Parameter.TRACEPARENT, Addresses.traceparent()));
    }

    private SignedAddress addresses(Snapshot snapshot) {
        return new SignedAddress(snapshot.settings().sharedSecret(), clock);
    }
}
