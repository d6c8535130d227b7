package io.meshconformance.harness.recording;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meshconformance.evidence.ExchangeEvidence;
import io.meshconformance.evidence.HeaderLine;
import io.meshconformance.evidence.RequestEvidence;
import io.meshconformance.evidence.ResponseEvidence;
import io.meshconformance.harness.accesslog.RequestLogs;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Failure;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One exchange as the client saw it, with what workload and sidecar wrote about it. */
final class ExchangeRecording {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final Set<String> SECRET_HEADERS =
            Set.of("authorization", "cookie", "set-cookie", "proxy-authorization", "x-pomerium-authorization");
    private static final Set<String> COOKIE_ATTRIBUTES = Set.of("path", "domain", "expires", "max-age", "samesite");
    private static final int BODY_LIMIT = 4000;

    private final Redaction redaction;
    private final RequestLogs logs;

    ExchangeRecording(Redaction redaction, RequestLogs logs) {
        this.redaction = redaction;
        this.logs = logs;
    }

    ExchangeEvidence of(Exchange exchange) {
        return new ExchangeEvidence(
                exchange.id(),
                exchange.caller(),
                exchange.note(),
                new RequestEvidence(
                        exchange.request().method(),
                        exchange.request().url().toString(),
                        headers(exchange.request().headers()),
                        exchange.request().body()),
                exchange.response().map(this::response).orElse(null),
                exchange.failure().map(Failure::summary).orElse(null),
                exchange.attribution(),
                exchange.took().toMillis(),
                logs.of(exchange),
                logs.sidecar(exchange.id()).stream()
                        .map(entry -> JSON.convertValue(entry.fields(), FIELDS))
                        .toList());
    }

    private ResponseEvidence response(Response response) {
        return new ResponseEvidence(
                response.status(),
                headers(response.headers().and(response.trailers())),
                shortened(redaction.redacted(response.body())));
    }

    private List<HeaderLine> headers(Headers headers) {
        return headers.lines().stream()
                .map(header -> new HeaderLine(
                        header.name(),
                        SECRET_HEADERS.contains(header.name().toLowerCase(Locale.ROOT))
                                ? values(header.value())
                                : header.value()))
                .toList();
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

    /** Only what was redacted may be cut: half a secret is not known as one. */
    private static String shortened(String redacted) {
        return redacted.length() <= BODY_LIMIT
                ? redacted
                : redacted.substring(0, BODY_LIMIT) + "… (" + redacted.length() + " characters)";
    }
}
