package io.meshconformance.reports.judgement;

import io.meshconformance.reports.model.Exchange;
import io.meshconformance.reports.model.Header;
import io.meshconformance.reports.model.Hop;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The path of the exchange that decided a check, read from its evidence: the client's headers, the access log of the
 * sidecar, what the workload saw. Where the evidence says nothing about a hop, the hop says so.
 */
final class ObservedPath {

    private final Exchange exchange;

    private ObservedPath(Exchange exchange) {
        this.exchange = exchange;
    }

    /** The path of the last of a check's exchanges; empty without any. */
    static List<Hop> of(List<Exchange> exchanges) {
        return exchanges.isEmpty() ? List.of() : new ObservedPath(exchanges.get(exchanges.size() - 1)).hops();
    }

    private List<Hop> hops() {
        List<Hop> hops = new ArrayList<>();
        hops.add(new Hop(
                exchange.client(), credentials(), "asks " + exchange.request().method() + " " + path()));
        if (answeredBy("provider")) {
            hops.add(new Hop("identity provider", "by its own session", answer()));
            return hops;
        }
        if (!exchange.client().startsWith("pod") || answeredBy("proxy")) {
            hops.add(new Hop("proxy", credentials(), answeredBy("proxy") ? answer() : "passes it on"));
        }
        if (!answeredBy("proxy")) {
            hops.add(sidecar());
            hops.add(workload());
        }
        return hops;
    }

    private Hop sidecar() {
        if (exchange.accessLog().isEmpty()) {
            String decision = answeredBy("mesh") ? answer() : "no log entry of this request";
            return new Hop("sidecar", "not logged", decision);
        }
        Map<String, Object> entry =
                exchange.accessLog().get(exchange.accessLog().size() - 1);
        String details = text(entry, "response_code_details");
        String peer = text(entry, "downstream_peer");
        String decision = answeredBy("mesh") ? answer() : "passes it on";
        return new Hop(
                "sidecar",
                peer.isEmpty() ? "no peer identity" : "peer " + peer,
                details.isEmpty() ? decision : decision + ": " + details);
    }

    private Hop workload() {
        List<String> lines = exchange.backendSaw();
        boolean saw = lines != null && !lines.isEmpty();
        if (answeredBy("application")) {
            return new Hop("workload", saw ? "as its log shows" : "not logged", answer());
        }
        String silence = lines == null ? "keeps no log of requests" : "saw nothing";
        return new Hop("workload", "nobody", saw ? "saw the request" : silence);
    }

    private String answer() {
        return exchange.response() == null
                ? "does not answer"
                : "answers " + exchange.response().status();
    }

    private String credentials() {
        boolean cookie = sends("cookie");
        boolean bearer = sends("authorization");
        if (cookie && bearer) {
            return "session cookie and bearer token";
        }
        if (cookie) {
            return "session cookie";
        }
        return bearer ? "bearer token" : "no credentials";
    }

    private boolean sends(String header) {
        return exchange.request().headers().stream().map(Header::name).anyMatch(name -> name.equalsIgnoreCase(header));
    }

    private boolean answeredBy(String hop) {
        return exchange.answeredBy().toLowerCase(Locale.ROOT).contains(hop);
    }

    private String path() {
        String path = exchange.request().url().replaceFirst("^[a-z]+://[^/]*", "");
        return path.isEmpty() ? "/" : path.replaceFirst("\\?.*", "?…");
    }

    /** A field of an access log, where Envoy writes a hyphen for nothing. */
    private static String text(Map<String, Object> entry, String field) {
        Object value = entry.get(field);
        return value == null || value.toString().equals("-") ? "" : value.toString();
    }
}
