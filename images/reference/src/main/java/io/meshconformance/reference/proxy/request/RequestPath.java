package io.meshconformance.reference.proxy.request;

import io.vertx.core.http.impl.HttpUtils;
import java.util.Locale;
import java.util.Optional;

/**
 * The path of a request as the real proxy's Envoy makes it, before a route is chosen (v0.33.1,
 * {@code config/envoyconfig/listeners_main.go}): a backslash is a slash, escapes of unreserved characters are undone, dot
 * segments resolved and slashes merged; what escapes a slash or a backslash is refused.
 */
public final class RequestPath {

    private RequestPath() {}

    /**
     * The path that is routed, judged and passed on.
     *
     * @param sent the path as the client sent it, without query
     * @return empty where it is refused
     */
    public static Optional<String> normalized(String sent) {
        String lower = sent.toLowerCase(Locale.ROOT);
        if (!sent.startsWith("/")
                || sent.contains("#")
                || lower.contains("%2f")
                || lower.contains("%5c")
                || lower.contains("%00")) {
            return Optional.empty();
        }
        try {
            return Optional.of(HttpUtils.normalizePath(sent.replace('\\', '/')));
        } catch (IllegalArgumentException e) {
            // An escape that is none.
            return Optional.empty();
        }
    }
}
