package io.meshconformance.harness.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.meshconformance.harness.traffic.Attempt;
import io.meshconformance.harness.traffic.CheckRecord;
import io.meshconformance.harness.traffic.Exchange;
import io.meshconformance.harness.traffic.Header;
import io.meshconformance.harness.traffic.Headers;
import io.meshconformance.harness.traffic.Picture;
import io.meshconformance.harness.traffic.SeenToken;
import io.meshconformance.harness.traffic.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One check's record as the report reads it. Nothing leaves it that did not pass the redaction. */
public final class CheckEvidence {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> SECRET_HEADERS =
            Set.of("authorization", "cookie", "set-cookie", "proxy-authorization", "x-pomerium-authorization");
    private static final int BODY_LIMIT = 4000;

    private final Redaction redaction;

    /**
     * Creates the writer.
     *
     * @param redaction takes the secrets out
     */
    public CheckEvidence(Redaction redaction) {
        this.redaction = redaction;
    }

    /**
     * Writes a record as a tree.
     *
     * @param record what happened in the check
     * @param logs what workloads and sidecars logged, by exchange id
     * @param policies what was in force when it ended
     * @param millis how long the check took
     * @param applyMillis how long of this it applied manifests, until they were ready
     * @return the tree that is published as {@code check.json}
     */
    public JsonNode of(
            CheckRecord record, RequestLogs logs, List<? extends HasMetadata> policies, long millis, long applyMillis) {
        ObjectNode tree = JSON.createObjectNode();
        ArrayNode expectations = tree.putArray("expectations");
        for (Verdict verdict : record.verdicts()) {
            expectations
                    .addObject()
                    .put("subject", verdict.subject())
                    .put("expected", verdict.expected())
                    .put("actual", verdict.actual())
                    .put("answeredBy", verdict.answeredBy())
                    .put("held", verdict.held());
        }
        ArrayNode exchanges = tree.putArray("exchanges");
        shown(record).forEach(exchange -> exchanges.add(exchange(exchange, logs)));
        ArrayNode tokens = tree.putArray("tokens");
        record.tokens().forEach(token -> tokens.add(token(token)));
        ArrayNode screenshots = tree.putArray("screenshots");
        for (int i = 0; i < record.pictures().size(); i++) {
            Picture picture = record.pictures().get(i);
            screenshots
                    .addObject()
                    .put("file", file(i))
                    .put("name", picture.words())
                    .put("url", picture.url())
                    .put("text", picture.text());
        }
        tree.set("policies", ScenarioFacts.policies(policies));
        List<Exchange> told = shown(record);
        if (!told.isEmpty()) {
            tree.set("hops", HopTrace.of(told.get(told.size() - 1), logs));
        }
        tree.set("timings", timings(WaitTimes.of(record), millis, applyMillis));
        return redaction.redacted(tree);
    }

    private static JsonNode timings(WaitTimes times, long millis, long applyMillis) {
        long barrierMillis = Math.min(times.barrierMillis(), Math.max(0, millis - applyMillis));
        return JSON.createObjectNode()
                .put("applyMillis", applyMillis)
                .put("barrierMillis", barrierMillis)
                .put("assertMillis", Math.max(0, millis - applyMillis - barrierMillis))
                .put("attempts", Math.max(1, times.attempts()))
                .put("retries", times.retries())
                .set("waits", JSON.valueToTree(times.waits()));
    }

    /**
     * The pictures of a record that may be published, by the names {@link #of} gives them: a picture cannot be redacted,
     * so one in which a secret can be read stays out, and only its redacted text is told.
     *
     * @param record what happened in the check
     * @return the pictures, in their order
     */
    public Map<String, byte[]> pictures(CheckRecord record) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < record.pictures().size(); i++) {
            Picture picture = record.pictures().get(i);
            if (redaction.redacted(picture.text()).equals(picture.text())) {
                files.put(file(i), picture.png());
            }
        }
        return files;
    }

    private static String file(int index) {
        return "screenshot-%02d.png".formatted(index + 1);
    }

    /** Of a wait that asked often only the last answer is evidence; what stands outside waits is all shown. */
    private static List<Exchange> shown(CheckRecord record) {
        Map<String, String> lastOfWait = new LinkedHashMap<>();
        record.attempts().forEach(attempt -> lastOfWait.put(attempt.what(), attempt.exchangeId()));
        Set<String> waited = record.attempts().stream().map(Attempt::exchangeId).collect(Collectors.toSet());
        waited.removeAll(lastOfWait.values());
        return record.exchanges().stream()
                .filter(exchange -> !waited.contains(exchange.id()))
                .toList();
    }

    private JsonNode exchange(Exchange exchange, RequestLogs logs) {
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
                                .put("body", shortened(response.body()))
                                .set("headers", headers(response.headers()))));
        exchange.failure().ifPresent(failure -> tree.put("failure", failure.summary()));
        ArrayNode workload = tree.putArray("backendSaw");
        logs.workload(exchange.id()).forEach(workload::add);
        ArrayNode sidecar = tree.putArray("accessLog");
        logs.sidecar(exchange.id()).forEach(sidecar::add);
        return tree;
    }

    private ArrayNode headers(Headers headers) {
        ArrayNode lines = JSON.createArrayNode();
        for (Header header : headers.lines()) {
            boolean secret = SECRET_HEADERS.contains(header.name().toLowerCase(java.util.Locale.ROOT));
            lines.addArray().add(header.name()).add(secret ? values(header.value()) : header.value());
        }
        return lines;
    }

    /** Names, schemes and attributes stay readable, values go: {@code _pomerium=[redacted ...]; Path=/}. */
    private String values(String value) {
        if (value.isBlank()) {
            return value;
        }
        return java.util.Arrays.stream(value.split(";", -1))
                .map(part -> {
                    int equals = part.indexOf('=');
                    boolean attribute = equals >= 0
                            && Set.of("path", "domain", "expires", "max-age", "samesite")
                                    .contains(part.substring(0, equals).strip().toLowerCase(java.util.Locale.ROOT));
                    if (attribute || (equals < 0 && value.contains("="))) {
                        return part;
                    }
                    int from = equals >= 0 ? equals + 1 : part.indexOf(' ') + 1;
                    String secret = part.substring(from);
                    return secret.isEmpty() ? part : part.substring(0, from) + redaction.mark(secret);
                })
                .collect(Collectors.joining(";"));
    }

    private JsonNode token(SeenToken seen) {
        ObjectNode tree = JSON.createObjectNode().put("where", seen.role());
        tree.set("header", seen.token().header());
        tree.set("claims", seen.token().claims());
        if (seen.verified()) {
            tree.put("verifiedWith", seen.token().headerText("kid").orElse("the published set"));
        }
        return tree.put("digest", redaction.digest(seen.token().compact()));
    }

    private static String shortened(String body) {
        return body.length() <= BODY_LIMIT
                ? body
                : body.substring(0, BODY_LIMIT) + "… (" + body.length() + " characters)";
    }
}
