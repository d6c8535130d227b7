package io.meshconformance.reference.proxy.serve;

import io.meshconformance.reference.proxy.config.ProxyRoute;
import io.meshconformance.reference.proxy.fault.Fault;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;

/**
 * Which route a request is for: by its Host and its path, and by nothing else that a client may say. The faults are what
 * others got wrong here.
 */
final class RouteChoice {
    private static final List<String> PATHS = List.of(
            "x-forwarded-uri",
            "x-forwarded-path",
            "x-original-url",
            "x-original-uri",
            "x-rewrite-url",
            "x-envoy-original-path");
    private static final List<String> HOSTS = List.of("x-forwarded-host", "x-original-host", "x-envoy-original-host");

    private RouteChoice() {}

    static Optional<ProxyRoute> of(JudgedRequest exchange) {
        if (exchange.has(Fault.HOST_TAKES_NO_PORT) && exchange.authority().contains(":")) {
            return Optional.empty();
        }
        Optional<String> host = exchange.has(Fault.ROUTES_BY_SERVER_NAME)
                ? serverName(exchange)
                : claimed(exchange, Fault.BELIEVES_FORWARDED_HOST, HOSTS);
        Optional<String> path = claimed(exchange, Fault.BELIEVES_FORWARDED_PATH, PATHS);
        return exchange.snapshot().routes().find(host.orElseGet(exchange::host), path.orElseGet(exchange::path));
    }

    private static Optional<String> claimed(JudgedRequest exchange, Fault fault, List<String> headers) {
        return headers.stream()
                .filter(header -> exchange.has(fault))
                .map(exchange::header)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static Optional<String> serverName(JudgedRequest exchange) {
        return exchange.request().sslSession() instanceof ExtendedSSLSession session
                ? names(session).findFirst()
                : Optional.empty();
    }

    private static Stream<String> names(ExtendedSSLSession session) {
        return session.getRequestedServerNames().stream()
                .filter(SNIHostName.class::isInstance)
                .map(name -> ((SNIHostName) name).getAsciiName().toLowerCase(Locale.ROOT));
    }
}
