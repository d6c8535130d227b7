package io.meshconformance.reference.dashboard;

import io.meshconformance.reference.proxy.identity.Json;
import io.meshconformance.reference.proxy.serve.RequestDispatcher;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the paths that scenarios ask for; any other path is 404 and says that it is not implemented. */
final class Pages implements Handler<HttpServerRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
    private static final String TITLE = "<!DOCTYPE html><title>Reference dashboard, not Grafana</title>";

    private final Vertx vertx;
    private final DashboardSettings settings;
    private final Recognition recognition;
    private final Users users;
    private final boolean form;
    private final Live live;

    Pages(Vertx vertx, DashboardSettings settings, Recognition recognition, Users users, Set<DashboardFault> faults) {
        this.vertx = vertx;
        this.settings = settings;
        this.recognition = recognition;
        this.users = users;
        this.form = settings.loginForm() || faults.contains(DashboardFault.SHOWS_LOGIN_FORM);
        this.live = new Live(settings.address(), faults);
    }

    @Override
    public void handle(HttpServerRequest request) {
        request.response().putHeader(RequestDispatcher.MARK, "dashboard");
        switch (String.valueOf(request.path())) {
            case "/api/health" ->
                json(request, 200, Map.of("database", "ok", "version", "reference dashboard, not Grafana"));
            case "/login" -> login(request);
            case "/logout" -> redirect(request, settings.afterSignOut());
            case "/api/user", "/api/org/users", "/", Live.PATH -> {
                // What is to become a WebSocket must not have ended before it is one.
                request.pause();
                vertx.executeBlocking(() -> recognition.recognise(request.headers()), false)
                        .onSuccess(who -> answer(request, who))
                        .onFailure(failure -> {
                            LOG.error("request failed", failure);
                            message(request, 500, "Internal server error");
                        });
            }
            default -> message(request, 404, request.path() + " is not implemented by the reference dashboard");
        }
    }

    private void answer(HttpServerRequest request, SignedIn who) {
        if (request.path().equals(Live.PATH) && who.user().isPresent()) {
            live(request);
            return;
        }
        request.resume();
        if (who.user().isEmpty()) {
            if (request.path().equals("/") && who.refusal().isEmpty()) {
                redirect(request, "/login");
            } else {
                message(request, 401, who.refusal().isEmpty() ? "Unauthorized" : who.refusal());
            }
            return;
        }
        DashboardUser user = who.user().get();
        switch (request.path()) {
            case "/api/user" -> json(request, 200, profile(user, who.way()));
            case "/api/org/users" -> {
                if (user.isAdmin()) {
                    json(request, 200, users.all().stream().map(Pages::member).toList());
                } else {
                    message(
                            request,
                            403,
                            "You'll need additional permissions to perform this action. Permissions needed: org.users:read");
                }
            }
            default -> html(request, "<h1>Home</h1>");
        }
    }

    private void live(HttpServerRequest request) {
        boolean asked = request.headers().contains("upgrade", "websocket", true);
        if (asked && live.isOpenTo(request)) {
            live.open(request);
            return;
        }
        request.resume();
        request.response()
                .setStatusCode(asked ? 403 : 400)
                .putHeader("sec-websocket-version", "13")
                .putHeader("content-type", "text/plain; charset=utf-8")
                .end(asked ? "Forbidden\n" : "Bad Request\n");
    }

    private void login(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.GET)) {
            html(
                    request,
                    form
                            ? "<form method=\"post\"><input name=\"user\"><input name=\"password\" type=\"password\"></form>"
                            : "<p>The login form is off.</p>");
        } else {
            message(
                    request,
                    form ? 501 : 401,
                    form
                            ? "a session by password is not implemented by the reference dashboard; use basic authentication"
                            : "Login is disabled");
        }
    }

    private static Map<String, Object> profile(DashboardUser user, String way) {
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("id", user.id());
        profile.put("email", user.email());
        profile.put("name", user.name());
        profile.put("login", user.login());
        profile.put("orgId", 1);
        profile.put("isGrafanaAdmin", user.id() == 1);
        profile.put("isDisabled", false);
        profile.put("isExternal", !way.isEmpty());
        profile.put("authLabels", way.isEmpty() ? List.of() : List.of(way));
        return profile;
    }

    private static Map<String, Object> member(DashboardUser user) {
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("orgId", 1);
        member.put("userId", user.id());
        member.put("email", user.email());
        member.put("name", user.name());
        member.put("login", user.login());
        member.put("role", user.role());
        return member;
    }

    private static void message(HttpServerRequest request, int status, String text) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("message", text);
        body.put("statusCode", status);
        json(request, status, body);
    }

    private static void json(HttpServerRequest request, int status, Object body) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json; charset=UTF-8")
                .end(Json.text(body));
    }

    private static void html(HttpServerRequest request, String body) {
        request.response().putHeader("content-type", "text/html; charset=UTF-8").end(TITLE + body);
    }

    private static void redirect(HttpServerRequest request, String location) {
        request.response().setStatusCode(302).putHeader("location", location).end();
    }
}
