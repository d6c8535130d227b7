package io.meshconformance.harness.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request to be sent, or, inside an {@link Exchange}, one as it was sent.
 *
 * @param method the method, in capitals
 * @param url where to
 * @param headers its headers, in order
 * @param body its body, sent as UTF-8; where it asks for a WebSocket, the text that is said once that is open
 */
public record Request(
        String method, Url url, Headers headers, @Nullable String body) {

    /** The header by which one request is found again in the logs of backends and sidecars. */
    public static final String ID_HEADER = "x-conformance-request";

    /** A GET without headers. */
    public static Request get(String url) {
        return of("GET", url);
    }

    /** Any method, without headers or body. */
    public static Request of(String method, String url) {
        return of(method, Url.parse(url));
    }

    /** Any method and any target, without headers or body. */
    public static Request of(String method, Url url) {
        return new Request(method, url, Headers.none(), null);
    }

    /**
     * A unary call of gRPC with an empty message (gRPC over HTTP/2, "Requests"): not compressed, no byte long.
     *
     * @param url where to; its path is service and method
     */
    public static Request call(String url) {
        return of("POST", url)
                .with("Content-Type", "application/grpc")
                .with("TE", "trailers")
                .withBody("\0\0\0\0\0");
    }

    /** Whether it asks for a WebSocket (RFC 6455, section 4.1). */
    public boolean asksForWebSocket() {
        return headers.first("upgrade").filter("websocket"::equalsIgnoreCase).isPresent();
    }

    /** A form sent by POST. */
    public static Request form(String url, Map<String, String> fields) {
        return of("POST", url)
                .with("Content-Type", "application/x-www-form-urlencoded")
                .withBody(encoded(fields));
    }

    /** Fields as a form and a query have them. */
    public static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** The same with one more header; an earlier one of that name stays. */
    public Request with(String name, String value) {
        return new Request(method, url, headers.with(name, value), body);
    }

    /** The same with all of these headers in place of its own. */
    public Request with(Headers others) {
        return new Request(method, url, others, body);
    }

    /**
     * The same with an id, by which it is found again. Beside {@link #ID_HEADER} it stands, where the request has not one
     * of its own, in the two headers that workloads log without being told to: go-httpbin's log has the user agent
     * ({@code httpbin/middleware.go}), Grafana's has the referer ({@code pkg/middleware/loggermw}). A user agent of its own
     * has the id behind it, unless it is empty.
     *
     * @param id unique in the run
     */
    public Request identified(String id) {
        Headers all = headers.withOnly(ID_HEADER, id);
        String agent = all.first("user-agent").map(own -> own + " ").orElse("");
        if (!agent.isBlank() || !all.has("user-agent")) {
            all = all.withOnly("User-Agent", agent + "conformance/" + id);
        }
        return with(all.has("referer") ? all : all.with("Referer", "https://conformance.test/" + id));
    }

    /** The same with a body. */
    public Request withBody(String text) {
        return new Request(method, url, headers, text);
    }

    /** The same with {@code Authorization: Bearer} and this token. */
    public Request bearing(String token) {
        return with("Authorization", "Bearer " + token);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
