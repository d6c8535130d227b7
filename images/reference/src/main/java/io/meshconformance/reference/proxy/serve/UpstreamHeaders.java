package io.meshconformance.reference.proxy.serve;

import io.meshconformance.reference.proxy.config.HostPort;
import io.meshconformance.reference.proxy.config.HostRule;
import io.meshconformance.reference.proxy.config.ProxyRoute;
import io.meshconformance.reference.proxy.fault.Fault;
import io.meshconformance.reference.proxy.identity.Assertions;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which headers the workload sees: the client's, minus what it must not say, plus what we say (observed table). */
final class UpstreamHeaders {
    static final String ASSERTION = "x-pomerium-jwt-assertion";
    static final String ASSERTION_FOR = "x-pomerium-jwt-assertion-for";
    private static final String JWT_TEMPLATE = "${pomerium.jwt}";

    /** Between two neighbours only (RFC 9110, section 7.6.1). */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "te",
            "trailer",
            "expect");

    private final Assertions assertions;

    UpstreamHeaders(Assertions assertions) {
        this.assertions = assertions;
    }

    /** The headers for the workload. */
    MultiMap forWorkload(JudgedRequest exchange, ProxyRoute route, HostPort target) {
        MultiMap headers = HttpHeaders.headers();
        exchange.request().headers().forEach(header -> headers.add(header.getKey(), header.getValue()));
        List<String> nominated = nominated(headers);
        removeHopByHop(headers);
        removeInternal(headers);
        identify(exchange, route, headers);
        cleanCredentials(exchange, headers);
        address(exchange, route, target, headers);
        route.edits().removeRequest().forEach(headers::remove);
        if (exchange.has(Fault.DROPS_NOMINATED_LAST)) {
            nominated.forEach(headers::remove);
        }
        return headers;
    }

    /** Removes what is between two neighbours only, also what Connection names. */
    static void removeHopByHop(MultiMap headers) {
        nominated(headers).forEach(headers::remove);
        HOP_BY_HOP.forEach(headers::remove);
    }

    private static List<String> nominated(MultiMap headers) {
        return headers.getAll("connection").stream()
                .flatMap(names -> Arrays.stream(names.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** An edge believes no client that speaks as a proxy. */
    private static void removeInternal(MultiMap headers) {
        headers.names().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("x-envoy-"))
                .toList()
                .forEach(headers::remove);
        headers.remove("x-forwarded-client-cert");
    }

    private void identify(JudgedRequest exchange, ProxyRoute route, MultiMap headers) {
        boolean passes = passesIdentity(exchange, route);
        Set<String> ours = exchange.settings().claimHeaders().keySet();
        Map<String, @Nullable Object> claims = assertions.claims(
                exchange.settings(), exchange.snapshot().faults(), exchange.host(), exchange.session());
        String assertion =
                assertions.sign(exchange.settings(), exchange.snapshot().faults(), claims);
        route.edits().setRequest().forEach((name, value) -> headers.set(name, value.replace(JWT_TEMPLATE, assertion)));
        if (passes) {
            Optional<String> spoofed = Optional.ofNullable(headers.get(ASSERTION));
            if (spoofed.isPresent() && !headers.contains(ASSERTION_FOR)) {
                headers.set(ASSERTION_FOR, spoofed.get());
            }
            if (spoofed.isEmpty() || !exchange.has(Fault.KEEPS_SPOOFED_ASSERTION)) {
                replace(exchange, headers, ASSERTION, assertion);
            }
            exchange.settings().claimHeaders().forEach((header, claim) -> {
                if (!(headers.contains(header) && exchange.has(Fault.KEEPS_SPOOFED_CLAIM_HEADER))) {
                    replace(exchange, headers, header, Assertions.headerValue(claims.get(claim)));
                }
            });
            return;
        }
        headers.remove(ASSERTION_FOR);
        if (!exchange.has(Fault.KEEPS_SPOOFED_ASSERTION)) {
            headers.remove(ASSERTION);
        }
        if (!exchange.has(Fault.KEEPS_SPOOFED_CLAIM_HEADER)) {
            ours.forEach(headers::remove);
        }
    }

    private static void replace(JudgedRequest exchange, MultiMap headers, String name, String value) {
        List<String> sent = headers.getAll(name);
        headers.set(name, value);
        if (exchange.has(Fault.REPLACES_FIRST_LINE)) {
            sent.stream().skip(1).forEach(other -> headers.add(name, other));
        }
    }

    private static boolean passesIdentity(JudgedRequest exchange, ProxyRoute route) {
        if (exchange.has(Fault.ALWAYS_PASSES_IDENTITY)) {
            return true;
        }
        boolean everywhere = exchange.settings().passesIdentity() && !exchange.has(Fault.GLOBAL_IDENTITY_IGNORED);
        if (everywhere && exchange.has(Fault.GLOBAL_IDENTITY_WINS)) {
            return true;
        }
        return !exchange.has(Fault.NEVER_PASSES_IDENTITY)
                && route.passesIdentity().orElse(everywhere);
    }

    /** The session cookie goes, and leaves an empty header where it was alone; Bearer tokens stay. */
    private static void cleanCredentials(JudgedRequest exchange, MultiMap headers) {
        if (headers.contains("cookie") && !exchange.has(Fault.LEAKS_SESSION_COOKIE)) {
            String name = new Cookies(exchange.settings().cookie()).sessionName();
            String kept = headers.getAll("cookie").stream()
                    .flatMap(cookies -> Arrays.stream(cookies.split(";")))
                    .map(String::strip)
                    .filter(cookie -> !cookie.isEmpty())
                    .filter(cookie -> !cookie.equals(name) && !cookie.startsWith(name + "="))
                    .collect(Collectors.joining("; "));
            headers.set("cookie", kept);
        }
        if (headers.contains("authorization") && headers.get("authorization").startsWith("Pomerium ")) {
            headers.remove("authorization");
        }
        headers.remove("x-pomerium-authorization");
    }

    private static void address(JudgedRequest exchange, ProxyRoute route, HostPort target, MultiMap headers) {
        String host = hostHeader(exchange, route, target, headers);
        headers.set("host", host);
        if (!host.equals(exchange.authority())) {
            headers.set("x-envoy-original-host", exchange.authority());
        }
        String client = exchange.request().remoteAddress().hostAddress();
        headers.set(
                "x-forwarded-for",
                headers.contains("x-forwarded-for")
                        ? String.join(",", headers.getAll("x-forwarded-for")) + "," + client
                        : client);
        headers.set("x-forwarded-proto", "https");
        headers.set("x-request-id", exchange.id());
    }

    private static String hostHeader(JudgedRequest exchange, ProxyRoute route, HostPort target, MultiMap headers) {
        HostRule rule = route.upstream().hostRule();
        if (rule instanceof HostRule.Preserved) {
            return exchange.authority();
        }
        if (rule instanceof HostRule.Literal literal) {
            return literal.host();
        }
        if (rule instanceof HostRule.FromHeader from && headers.contains(from.header())) {
            return headers.get(from.header());
        }
        return target.toString();
    }
}
