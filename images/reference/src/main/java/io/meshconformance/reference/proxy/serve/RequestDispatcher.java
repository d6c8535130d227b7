package io.meshconformance.reference.proxy.serve;

import io.meshconformance.reference.proxy.config.CurrentSnapshot;
import io.meshconformance.reference.proxy.config.ProxyRoute;
import io.meshconformance.reference.proxy.config.Snapshot;
import io.meshconformance.reference.proxy.fault.Fault;
import io.meshconformance.reference.proxy.fault.Faults;
import io.meshconformance.reference.proxy.identity.Assertions;
import io.meshconformance.reference.proxy.identity.Providers;
import io.meshconformance.reference.proxy.refresh.RefreshTimes;
import io.meshconformance.reference.proxy.refresh.SessionRefresh;
import io.meshconformance.reference.proxy.request.RequestPath;
import io.meshconformance.reference.proxy.session.Query;
import io.meshconformance.reference.proxy.session.SessionStore;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Takes every request of the TLS listener to the part that answers it. Safe for several event loops. */
public final class RequestDispatcher implements Handler<HttpServerRequest> {
    /** On every answer: this is not Pomerium. */
    public static final String MARK = "x-reference-implementation";

    private static final int SMALL = 8 * 1024;

    private final CurrentSnapshot current;
    private final PresentedSession credentials;
    private final OwnEndpoints own;
    private final AuthenticateEndpoints authenticate;
    private final IdTokens idTokens;
    private final Forwarder forwarder;
    private final AccessLog log;

    /** A proxy that serves the snapshot in force. */
    public RequestDispatcher(
            Vertx vertx,
            CurrentSnapshot current,
            SessionStore sessions,
            AccessLog log,
            Clock clock,
            RefreshTimes times) {
        Assertions assertions = new Assertions(clock);
        Providers providers = new Providers();
        SessionRefresh refresh = new SessionRefresh(vertx, current, sessions, providers, clock, times);
        this.current = current;
        this.credentials = new PresentedSession(sessions);
        this.own = new OwnEndpoints(assertions, clock);
        this.authenticate = new AuthenticateEndpoints(vertx, sessions, credentials, providers, refresh, clock);
        this.idTokens = new IdTokens(vertx, sessions, providers, clock);
        this.forwarder = new Forwarder(vertx, new UpstreamHeaders(assertions));
        this.log = log;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Optional<Snapshot> snapshot = current.get();
        Optional<HostAndPort> authority = Optional.ofNullable(request.authority());
        request.response().putHeader(MARK, "proxy").putHeader("server", "envoy");
        if (snapshot.isEmpty() || authority.isEmpty()) {
            request.response().setStatusCode(snapshot.isEmpty() ? 503 : 400).end();
            return;
        }
        Snapshot inForce = snapshot.get().at(authority.get().host().toLowerCase(Locale.ROOT));
        Faults faults = inForce.faults();
        String sent = Optional.ofNullable(request.path()).orElse("/");
        Optional<String> path = faults.has(Fault.SERVES_RAW_PATHS) ? Optional.of(sent) : RequestPath.normalized(sent);
        if (hasUnderscores(request) && !faults.has(Fault.PASSES_UNDERSCORES)) {
            request.response()
                    .setStatusCode(400)
                    .putHeader("content-type", "text/plain")
                    .putHeader("connection", "close")
                    .end("Bad Request");
            return;
        }
        if (path.isEmpty()) {
            request.response().setStatusCode(400).end();
            return;
        }
        if (faults.has(Fault.SMALL_HEADERS) && size(request) > SMALL) {
            request.response().setStatusCode(431).end();
            return;
        }
        JudgedRequest exchange = new JudgedRequest(
                request,
                inForce,
                authority.get().toString(),
                path.get(),
                UUID.randomUUID().toString(),
                credentials.session(request, inForce),
                System.nanoTime());
        log.follow(exchange);
        defaultHeaders(exchange);
        dispatch(exchange);
    }

    /** A workload may read them as the dashed names that the proxy sets (v0.33.1: refused). */
    private static boolean hasUnderscores(HttpServerRequest request) {
        return request.headers().names().stream().anyMatch(name -> name.contains("_"));
    }

    private static int size(HttpServerRequest request) {
        return request.headers().entries().stream()
                .mapToInt(line -> line.getKey().length() + line.getValue().length())
                .sum();
    }

    private static void defaultHeaders(JudgedRequest exchange) {
        exchange.settings().responseHeaders().forEach(exchange.response()::putHeader);
        exchange.response().putHeader("x-request-id", exchange.id());
    }

    private void dispatch(JudgedRequest exchange) {
        if (exchange.host().equals(exchange.settings().authenticateUrl().getHost())) {
            AccessLog.spoke(exchange, Speaker.AUTHENTICATE);
            authenticate.answer(exchange);
            return;
        }
        if (OwnEndpoints.owns(exchange.path())) {
            AccessLog.spoke(exchange, Speaker.OWN_ENDPOINT);
            own.answer(exchange);
            return;
        }
        Optional<ProxyRoute> route = RouteChoice.of(exchange);
        AccessLog.spoke(exchange, Speaker.DATA_PLANE);
        if (route.isEmpty()) {
            Answers.dataPlane(exchange, 404, "route_not_found", "NR");
        } else if (Forwarder.isWebSocket(exchange.request())
                && !route.get().webSockets()
                && !exchange.has(Fault.ALLOWS_ALL_WEBSOCKETS)) {
            Answers.upgradeRefused(exchange);
        } else {
            judge(exchange, route.get());
        }
    }

    private void judge(JudgedRequest exchange, ProxyRoute route) {
        AccessLog.spoke(exchange, Speaker.AUTHORIZE);
        Optional<String> idToken = IdTokens.shown(exchange, route);
        if (idToken.isEmpty()) {
            obey(exchange, route);
            return;
        }
        exchange.request().pause();
        idTokens.user(exchange, idToken.get())
                .onSuccess(user -> obey(exchange.of(user), route))
                .onFailure(refused -> refuse(exchange));
    }

    private static void refuse(JudgedRequest exchange) {
        exchange.request().resume();
        Answers.refusal(exchange, 403, "Forbidden");
    }

    private void obey(JudgedRequest exchange, ProxyRoute route) {
        switch (Authorization.decide(exchange, route)) {
            case ALLOWED -> forwarder.forward(exchange, route);
            case REFUSED -> refuse(exchange);
            case SIGN_IN -> {
                exchange.request().resume();
                if (Authorization.isBrowser(exchange)) {
                    Answers.signIn(
                            exchange, own.signInAddress(exchange.snapshot(), Query.empty(), exchange.returnAddress()));
                } else {
                    Answers.refusal(exchange, 401, "Unauthenticated");
                }
            }
        }
    }
}
