package io.meshconformance.reference.proxy.serve;

import io.meshconformance.reference.proxy.identity.Json;
import io.meshconformance.reference.proxy.request.Accept;
import io.meshconformance.reference.proxy.request.GrpcCall;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The proxy's own answers, in the three forms of the real one: what its services say carries
 * {@link #INTERCEPTED}; what it says for clients that want JSON, and what its Envoy says, does not (observed table).
 */
final class Answers {
    static final String INTERCEPTED = "x-pomerium-intercepted-response";
    private static final String HTML = "text/html; charset=UTF-8";
    private static final String JSON = "application/json";

    private Answers() {}

    /** A service's error: HTML, or JSON for a client that accepts JSON only. Always marked as intercepted. */
    static void error(JudgedRequest exchange, int status, String description) {
        HttpServerResponse response = exchange.response().setStatusCode(status).putHeader(INTERCEPTED, "true");
        if (exchange.header("accept").equals(JSON)) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("Status", status);
            body.put("description", description);
            body.put("RequestID", exchange.id());
            response.putHeader("content-type", JSON).end(Json.text(body));
            return;
        }
        response.putHeader("content-type", HTML)
                .end(HtmlShell.html("Error", status + " " + reason(status), errorData(exchange, status, description)));
    }

    /** The policy's refusal, or "not signed in" where no redirect would help: 403 or 401. */
    static void refusal(JudgedRequest exchange, int status, String word) {
        HttpServerResponse response = exchange.response();
        if (exchange.header("user-agent").contains("kubernetes/")) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("apiVersion", "v1");
            body.put("code", status);
            body.put("kind", "Status");
            body.put("message", word);
            body.put("reason", reason(status));
            body.put("status", "Failure");
            response.setStatusCode(status).putHeader("content-type", JSON).end(Json.text(body));
        } else if (exchange.path().equals("/robots.txt")) {
            robots(exchange);
        } else if (Accept.read(exchange.header("accept")).wantsJson()) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("error", word);
            body.put("request_id", exchange.id());
            response.setStatusCode(status).putHeader("content-type", JSON).end(Json.text(body));
        } else if (GrpcCall.isCall(exchange.header("content-type"))) {
            GrpcCall call = GrpcCall.of(exchange.header("content-type"));
            response.setStatusCode(call.httpStatus(status))
                    .putHeader("content-type", call.contentType())
                    .putHeader("grpc-status", String.valueOf(call.grpcStatus(status)))
                    .putHeader("grpc-message", word)
                    .end();
        } else {
            error(exchange, status, "");
        }
    }

    /** The redirect to sign in: an intercepted answer with the shell as its body. */
    static void signIn(JudgedRequest exchange, String location) {
        if (exchange.path().equals("/robots.txt")) {
            robots(exchange);
            return;
        }
        exchange.response().putHeader("location", location);
        error(exchange, 302, "");
    }

    /** A redirect by one of the services. */
    static void redirect(JudgedRequest exchange, int status, String location) {
        HttpServerResponse response = exchange.response()
                .setStatusCode(status)
                .putHeader(INTERCEPTED, "true")
                .putHeader("location", location);
        if (exchange.request().method().equals(HttpMethod.GET)) {
            response.putHeader("content-type", "text/html; charset=utf-8")
                    .end("<a href=\"" + location.replace("&", "&amp;").replace("\"", "&#34;") + "\">" + reason(status)
                            + "</a>.\n\n");
        } else {
            response.end();
        }
    }

    /** What Envoy answers in the real proxy; never marked as intercepted, the status is a text. */
    static void dataPlane(JudgedRequest exchange, int status, String detail, String flags) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("requestId", exchange.id());
        body.put("status", Integer.toString(status));
        body.put("statusText", detail);
        HttpServerResponse response = exchange.response().setStatusCode(status);
        if (Accept.read(exchange.header("accept")).wantsJson()) {
            response.putHeader("content-type", JSON).end(Json.text(body));
            return;
        }
        body.put("responseFlags", flags);
        response.putHeader("content-type", HTML).end(HtmlShell.html("Error", "Error", body));
    }

    /**
     * An upgrade on a route that allows none. Envoy sets no response flag for it, so that the real proxy's page for its
     * Envoy's replies does not apply (config/envoyconfig/local_reply.go): the answer is bare, and the connection ends.
     */
    static void upgradeRefused(JudgedRequest exchange) {
        exchange.response().setStatusCode(403).putHeader("connection", "close").end();
    }

    /** A page of one of the services. */
    static void page(JudgedRequest exchange, String name, String title, Map<String, ? extends @Nullable Object> data) {
        exchange.response().setStatusCode(200).putHeader("content-type", HTML).end(HtmlShell.html(name, title, data));
    }

    /** A JSON document. */
    static void json(JudgedRequest exchange, Object value) {
        exchange.response().setStatusCode(200).putHeader("content-type", JSON).end(Json.text(value));
    }

    /** A plain text. */
    static void text(JudgedRequest exchange, int status, String text) {
        exchange.response()
                .setStatusCode(status)
                .putHeader("content-type", "text/plain; charset=utf-8")
                .end(text);
    }

    /** Robots are told to stay away, signed in or not. */
    static void robots(JudgedRequest exchange) {
        text(exchange, 200, "User-agent: *\nDisallow: /");
    }

    /** Adds a cookie; several may be set on one answer. */
    static void cookie(JudgedRequest exchange, Cookie cookie) {
        exchange.response().headers().add("set-cookie", cookie.encode());
    }

    private static Map<String, Object> errorData(JudgedRequest exchange, int status, String description) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("canDebug", status / 100 == 4);
        data.put("description", description);
        data.put("requestId", exchange.id());
        data.put("status", status);
        data.put("statusText", reason(status));
        if (status == 403 || status == 401) {
            data.put(
                    "debugUrl",
                    exchange.settings().authenticateUrl().resolve("/.pomerium/").toString());
        }
        return data;
    }

    private static String reason(int status) {
        return HttpResponseStatus.valueOf(status).reasonPhrase();
    }
}
