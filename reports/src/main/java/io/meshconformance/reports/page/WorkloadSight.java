package io.meshconformance.reports.page;

import io.meshconformance.reports.model.Exchange;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is said of a workload that has no line of a request: never more than its log can prove.
 *
 * @param exchange the request
 */
public record WorkloadSight(Exchange exchange) {

    private static final String UPSTREAM = "upstream_host";

    /** The lines of its log. */
    public List<String> lines() {
        List<String> saw = exchange.backendSaw();
        return saw == null ? List.of() : saw;
    }

    /**
     * A sentence in place of lines, empty where there is nothing to say: a workload that answered has seen the request,
     * and of one that keeps no log only its sidecar can tell that nothing was sent on.
     */
    public String sentence() {
        List<String> saw = exchange.backendSaw();
        boolean answered = exchange.answeredBy().toLowerCase(Locale.ROOT).contains("application");
        if (saw == null) {
            return !answered && nothingSentOn()
                    ? "This workload keeps no log of requests; the sidecar's entry below says that nothing was sent on."
                    : "";
        }
        if (!saw.isEmpty()) {
            return "";
        }
        return answered
                ? "Its log has no line of this request."
                : "Nothing: no request with id `" + exchange.id() + "` reached it.";
    }

    /** Envoy logs the host it sent a request on to; nothing, or a hyphen, where it sent none. */
    private boolean nothingSentOn() {
        return !exchange.accessLog().isEmpty() && exchange.accessLog().stream().allMatch(WorkloadSight::endsHere);
    }

    private static boolean endsHere(Map<String, Object> entry) {
        Object host = entry.get(UPSTREAM);
        return entry.containsKey(UPSTREAM) && (host == null || host.equals("-") || host.equals(""));
    }
}
