package io.meshconformance.harness.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshconformance.harness.http.Answerer;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Header;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.istio.RequestLogs;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** One exchange as the client saw it, with what workload and sidecar wrote about it. */
final class ExchangeEvidence {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> SECRET_HEADERS =
            Set.of("authorization", "cookie", "set-cookie", "proxy-authorization", "x-pomerium-authorization");
    private static final Set<String> COOKIE_ATTRIBUTES = Set.of("path", "domain", "expires", "max-age", "samesite");
    private static final int BODY_LIMIT = 4000;

    private final Redaction redaction;
    private final RequestLogs logs;

    ExchangeEvidence(Redaction redaction, RequestLogs logs) {
        this.redaction = redaction;
        this.logs = logs;
    }

    JsonNode of(Exchange exchange) {
        ObjectNode tree = JSON.createObjectNode()
                .put("id", exchange.id())
                .put("client", exchange.client())
                .put("note", exchange.note())
                .put("answeredBy", exchange.answerer().words())
                .put("mark", exchange.attribution().mark())
                .put("millis", exchange.took().toMillis());
        tree.set(
                "request",
                JSON.createObjectNode()
                        .put("method", exchange.request().method())
                        .put("url", exchange.request().url().toString())
                        .put("body", exchange.request().body())
                        .set("headers", headers(exchange.request().headers())));
        exchange.response()
                .ifPresent(response -> tree.set(
                        "response",
                        JSON.createObjectNode()
                                .put("status", response.status())
                                .put("body", shortened(redaction.redacted(response.body())))
                                .set("headers", headers(response.headers()))));
        exchange.failure().ifPresent(failure -> tree.put("failure", failure.summary()));
        List<String> seen = logs.workload(exchange.id());
        // Without a line nothing is said of what the workload saw, unless it would have written one.
        if (!seen.isEmpty() || (logs.telling() && exchange.answerer() != Answerer.APPLICATION)) {
            seen.forEach(tree.putArray("backendSaw")::add);
        }
        ArrayNode sidecar = tree.putArray("accessLog");
        logs.sidecar(exchange.id()).forEach(sidecar::add);
        return tree;
    }

    private ArrayNode headers(Headers headers) {
        ArrayNode lines = JSON.createArrayNode();
        for (Header header : headers.lines()) {
            boolean secret = SECRET_HEADERS.contains(header.name().toLowerCase(Locale.ROOT));
            lines.addArray().add(header.name()).add(secret ? values(header.value()) : header.value());
        }
        return lines;
    }

    /** Names, schemes and attributes stay readable, values go: {@code _pomerium=[redacted ...]; Path=/}. */
    private String values(String value) {
        if (value.isBlank()) {
            return value;
        }
        return Arrays.stream(value.split(";", -1))
                .map(part -> withoutValue(part, value.contains("=")))
                .collect(Collectors.joining(";"));
    }

    private String withoutValue(String part, boolean pairs) {
        int equals = part.indexOf('=');
        boolean attribute = equals >= 0
                && COOKIE_ATTRIBUTES.contains(part.substring(0, equals).strip().toLowerCase(Locale.ROOT));
        if (attribute || (equals < 0 && pairs)) {
            return part;
        }
        int from = equals >= 0 ? equals + 1 : part.indexOf(' ') + 1;
        String secret = part.substring(from);
        return secret.isEmpty() ? part : part.substring(0, from) + redaction.mark(secret);
    }

    /** Only what was redacted may be cut: of half a secret nobody knows that it is one. */
    private static String shortened(String redacted) {
        return redacted.length() <= BODY_LIMIT
                ? redacted
                : redacted.substring(0, BODY_LIMIT) + "… (" + redacted.length() + " characters)";
    }
}
