package io.meshconformance.harness.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.meshconformance.harness.http.Answerer;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.Jwt;
import io.meshconformance.harness.istio.RequestLogs;
import io.meshconformance.harness.pomerium.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The way of one exchange, hop by hop: what is known about the caller there and what the hop decided, each from what was
 * observed: the request as it was sent, the marks on the answer, the sidecar's access log, the workload's own log. A hop
 * that nothing was observed of says so.
 */
final class HopTrace {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BROWSER_OF = "browser of ";
    private static final Set<Answerer> PROXIES = Set.of(Answerer.PROXY, Answerer.PROXY_ENVOY);
    private static final Pattern PEER = Pattern.compile("URI=(spiffe://[^;,\"]+)");

    private final Exchange exchange;
    private final RequestLogs logs;
    private final ArrayNode hops = JSON.createArrayNode();

    private HopTrace(Exchange exchange, RequestLogs logs) {
        this.exchange = exchange;
        this.logs = logs;
    }

    /** The hops as the report reads them, not yet redacted. */
    static ArrayNode of(Exchange exchange, RequestLogs logs) {
        return new HopTrace(exchange, logs).told();
    }

    private ArrayNode told() {
        boolean pod = exchange.client().startsWith("pod");
        hop(
                exchange.client(),
                credentials(),
                "asks " + exchange.request().method() + " "
                        + exchange.request().url().path());
        if (exchange.answerer() == Answerer.PROVIDER) {
            hop("identity provider", "whoever fills in its form", answer());
            return hops;
        }
        boolean byProxy = PROXIES.contains(exchange.answerer());
        if (!pod || byProxy) {
            hop("proxy", session(byProxy), byProxy ? answer() : "passes it on");
        }
        if (!byProxy) {
            sidecar();
            workload();
        }
        return hops;
    }

    private void hop(String name, String identity, String decision) {
        hops.addObject().put("name", name).put("identity", identity).put("decision", decision);
    }

    /** What the client shows of itself. */
    private String credentials() {
        List<String> shown = new ArrayList<>();
        if (exchange.request().headers().has("cookie")) {
            shown.add("a session cookie");
        }
        Stream.of("authorization", Proxy.ASSERTION, "x-pomerium-authorization")
                .flatMap(
                        name -> exchange.request().headers().all(name).stream().map(value -> name + ": " + said(value)))
                .forEach(shown::add);
        return shown.isEmpty() ? "shows nothing of itself" : "shows " + String.join(" and ", shown);
    }

    /** What a header says about the caller: a token's claims, not the token. */
    private static String said(String value) {
        return Jwt.inHeader(value)
                .map(Jwt::claims)
                .map(claims -> Stream.of("sub", "iss", "aud")
                        .filter(claims::has)
                        .map(claim ->
                                claim + " " + claims.path(claim).toString().replace("\"", ""))
                        .collect(Collectors.joining(", ", "token of ", "")))
                .orElse("no readable token");
    }

    private String session(boolean answered) {
        if (!exchange.request().headers().has("cookie")) {
            return "nobody: no session";
        }
        String user = exchange.client().startsWith(BROWSER_OF)
                ? exchange.client().substring(BROWSER_OF.length())
                : exchange.client();
        return (answered ? "a session cookie of " : "the session of ") + user;
    }

    private void sidecar() {
        List<JsonNode> entries = logs.sidecar(exchange.id());
        boolean mine = exchange.answerer() == Answerer.MESH;
        if (entries.isEmpty()) {
            hop("sidecar", "not logged", mine ? answer() : "no log entry of this request");
            return;
        }
        JsonNode entry = entries.get(entries.size() - 1);
        String peer = text(entry, "downstream_peer");
        String details = text(entry, "response_code_details");
        hop(
                "sidecar",
                (peer.isEmpty() ? "no peer identity: plain text" : "peer " + peer) + principal(entry),
                mine ? answer() + why(details) : "admits it" + why(details));
    }

    /** Who asks by the token that the sidecar has verified, if it verifies any (Envoy, {@code jwt_authn} metadata). */
    private static String principal(JsonNode entry) {
        String issuer = text(entry, "token_issuer");
        if (issuer.isEmpty()) {
            return ", no verified token";
        }
        return ", token of " + issuer + "/" + text(entry, "token_subject") + " for " + text(entry, "token_audience");
    }

    private static String why(String details) {
        return details.isEmpty() || details.equals("via_upstream") ? "" : ", " + details;
    }

    private void workload() {
        List<String> lines = logs.workload(exchange.id());
        boolean mine = exchange.answerer() == Answerer.APPLICATION;
        if (lines.isEmpty()) {
            hop("workload", mine ? "its log does not say" : "nobody", mine ? answer() : notSeen());
            return;
        }
        hop("workload", seen(lines.get(0)), mine ? answer() : "saw the request");
    }

    /** Said of a workload without a line: that it saw nothing only where it would have written one. */
    private String notSeen() {
        if (logs.telling()) {
            return "saw nothing of it";
        }
        boolean kept = logs.sidecar(exchange.id()).stream()
                .allMatch(entry -> text(entry, "upstream_host").isEmpty());
        return kept && !logs.sidecar(exchange.id()).isEmpty()
                ? "was not asked: its sidecar sent nothing on"
                : "keeps no log of requests";
    }

    private static String seen(String line) {
        List<String> seen = new ArrayList<>();
        Matcher peer = PEER.matcher(line);
        if (peer.find()) {
            seen.add("peer " + peer.group(1));
        }
        if (line.contains("\"assertion\":\"")) {
            seen.add("assertion " + (line.contains("\"assertion\":\"present\"") ? "present" : "absent"));
        }
        return seen.isEmpty() ? "as its log shows" : String.join(", ", seen);
    }

    private String answer() {
        return exchange.response()
                .map(response -> "answers " + response.status() + ", known by "
                        + exchange.attribution().mark())
                .orElse("does not answer");
    }

    /** A field of an access log, where Envoy writes a hyphen for nothing. */
    private static String text(JsonNode entry, String field) {
        String value = entry.path(field).asText("");
        return value.equals("-") || value.equals("null") ? "" : value;
    }
}
