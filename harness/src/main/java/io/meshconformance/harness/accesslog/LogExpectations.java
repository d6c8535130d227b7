package io.meshconformance.harness.accesslog;

import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.wait.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is expected of the two logs of a workload: its sidecar's access log, which has the decisions, and its
 * application's, which has the requests it saw.
 *
 * @param app the workload
 * @param traffic where expectations are recorded, under the limit of log lines
 * @param logs the logs of the pod that runs now
 */
public record LogExpectations(String app, Traffic traffic, Supplier<PodLogs> logs) {

    /** The sidecar's entry about a request, waited for. */
    public SidecarEntry entry(Exchange exchange) {
        PodLogs now = logs.get();
        return traffic.awaited("the access log of " + app + "'s sidecar", () -> now.sidecarOf(exchange), entries -> {
                    boolean there = !entries.isEmpty();
                    return new Observation(there, there ? "has the request" : "nothing of request " + exchange.id());
                })
                .get(0);
    }

    /** Expects that the sidecar answered a request itself, and why. */
    public void rejected(Exchange exchange, Decision decision) {
        SidecarEntry entry = entry(exchange);
        String upstream = entry.upstream().map(host -> ", sent on to " + host).orElse("");
        traffic.expect(
                "the sidecar of " + app + " about request " + exchange.id(),
                "decided by itself: " + decision.text(),
                new Observation(
                        entry.decision().equals(decision) && upstream.isEmpty(),
                        entry.decision().text() + upstream));
    }

    /** Expects that the sidecar sent a request on; some releases put the name of the statistics behind the cluster's. */
    public void sentOn(Exchange exchange, String cluster) {
        String seen = entry(exchange).cluster();
        traffic.expect(
                "the sidecar of " + app + " about request " + exchange.id(),
                "sent on by " + cluster,
                new Observation(seen.startsWith(cluster), seen));
    }

    /**
     * Expects that the sidecar ended a connection, and why. What ends before HTTP carries no id: it is found by its time,
     * and by having no method, as any request has that was refused for the same reason a moment before.
     */
    public void closed(Exchange exchange, Decision decision) {
        PodLogs now = logs.get();
        traffic.eventually("the sidecar of " + app + " about a connection at that time", decision.text(), () -> {
            boolean there = now.sidecarEntries(exchange).stream()
                    .anyMatch(entry ->
                            entry.connectionDecision().filter(decision::equals).isPresent());
            return new Observation(there, there ? decision.text() : "no connection ended by " + decision.text());
        });
    }

    /**
     * Expects no entry of the sidecar about a request. A sidecar logs in the order in which it answers, so a later request
     * has to have its entry first.
     *
     * @param marker makes a request that the sidecar logs, however it decides
     */
    public void neverReached(Exchange exchange, Supplier<Exchange> marker) {
        awaitLaterRequest(marker);
        boolean quiet = logs.get().sidecarOf(exchange).isEmpty();
        traffic.expect(
                "the access log of " + app + "'s sidecar",
                "nothing of request " + exchange.id(),
                new Observation(quiet, quiet ? "nothing, and then a later request" : "has the request"));
    }

    /** The first ones may end at the caller's own sidecar, which learns of a new Service a little later. */
    private void awaitLaterRequest(Supplier<Exchange> marker) {
        PodLogs now = logs.get();
        List<Exchange> later = new ArrayList<>();
        traffic.awaited("a later request in the access log of " + app + "'s sidecar", marker::get, asked -> {
            later.add(asked);
            List<String> lines = now.sidecar(later);
            boolean there = later.stream().anyMatch(one -> lines.stream().anyMatch(line -> line.contains(one.id())));
            return new Observation(there, there ? "there" : "none of " + later.size() + " later requests");
        });
    }

    /** Expects that the application saw a request, and wrote this about it. */
    public void saw(Exchange exchange, String part) {
        PodLogs now = logs.get();
        traffic.eventually("the log of " + app + " about request " + exchange.id(), "contains " + part, () -> {
            String lines = String.join("; ", now.applicationOf(exchange));
            return new Observation(lines.contains(part), lines.isEmpty() ? "nothing" : lines);
        });
    }

    /**
     * Expects that the application wrote nothing about a request. It proves something only where the application writes a
     * line for every request, and after its sidecar was seen to have kept this one; of any other application nothing is
     * expected.
     */
    public void sawNothing(Exchange exchange) {
        PodLogs now = logs.get();
        if (!now.tells()) {
            return;
        }
        List<String> lines = now.applicationOf(exchange);
        traffic.expect(
                "the log of " + app,
                "nothing of request " + exchange.id(),
                new Observation(lines.isEmpty(), lines.isEmpty() ? "nothing" : String.join("; ", lines)));
    }
}
