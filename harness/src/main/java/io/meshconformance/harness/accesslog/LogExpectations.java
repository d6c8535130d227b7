package io.meshconformance.harness.accesslog;

import io.meshconformance.evidence.Proof;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.wait.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of the two logs of a workload: its sidecars' access log, which has the decisions, and its
 * application's, which has the requests it saw. Both are those of all its pods.
 *
 * @param app the workload
 * @param traffic where expectations are recorded, under the limit of log lines
 * @param known the workload's pods
 */
public record LogExpectations(String app, Traffic traffic, KnownPods known) {

    private static final String BLACK_HOLE = "BlackHoleCluster";

    /** The entry of a sidecar about a request, waited for. */
    public SidecarEntry entry(Exchange exchange) {
        return traffic.awaited(
                        "the access log of " + app + "'s sidecar",
                        known.read(pods -> pods.stream()
                                .flatMap(pod -> pod.sidecarOf(exchange).stream())
                                .toList()),
                        entries -> {
                            boolean there = !entries.isEmpty();
                            return new Observation(
                                    there, there ? "has the request" : "nothing of request " + exchange.id());
                        })
                .get(0);
    }

    /**
     * Expects that a sidecar answered a request itself, and why.
     *
     * @param proof what this proves of the workload; null where its own log has to prove it
     */
    public void rejected(Exchange exchange, Decision decision, @Nullable Proof proof) {
        rejected(exchange, entry(exchange), decision, proof);
    }

    /** The same where the entry about the request has been read. */
    public void rejected(Exchange exchange, SidecarEntry entry, Decision decision, @Nullable Proof proof) {
        String upstream = entry.upstream().map(host -> ", sent on to " + host).orElse("");
        traffic.proving(proof)
                .expect(
                        "the sidecar of " + app + " about request " + exchange.id(),
                        "decided by itself: " + decision.text(),
                        new Observation(
                                entry.decision().equals(decision) && upstream.isEmpty(),
                                entry.decision().text() + upstream));
    }

    /** Expects that a sidecar sent a request on; some releases put the name of the statistics behind the cluster's. */
    public void sentOn(Exchange exchange, String cluster) {
        String seen = entry(exchange).cluster();
        traffic.expect(
                "the sidecar of " + app + " about request " + exchange.id(),
                "sent on by " + cluster,
                new Observation(seen.startsWith(cluster), seen));
    }

    /**
     * Expects that a sidecar ended a connection, and why. What ends before HTTP carries no id: it is found by its time,
     * and by having no method, as any request has that was refused for the same reason a moment before.
     *
     * @param proof what this proves of the workload; null where its own log has to prove it
     */
    public void closed(Exchange exchange, Decision decision, @Nullable Proof proof) {
        String subject = "the sidecar of " + app + " about a connection at that time";
        traffic.proving(proof).eventually(subject, decision.text(), known.read(pods -> {
            boolean there = pods.stream()
                    .flatMap(pod -> pod.sidecarEntries(exchange).stream())
                    .anyMatch(entry ->
                            entry.connectionDecision().filter(decision::equals).isPresent());
            return new Observation(there, there ? decision.text() : "no connection ended by " + decision.text());
        }));
    }

    /**
     * Expects that a sidecar let a connection end in Envoy's cluster for hosts that it must not reach. It is the only
     * witness: nothing was sent to anybody.
     */
    public void dropped(Exchange exchange) {
        String subject = "the sidecar of " + app + " about a connection at that time";
        traffic.proving(Proof.SIDECAR_ALONE).eventually(subject, "ended in " + BLACK_HOLE, known.read(pods -> {
            boolean there = pods.stream()
                    .flatMap(pod -> pod.sidecarEntries(exchange).stream())
                    .filter(SidecarEntry::isConnection)
                    .anyMatch(entry -> entry.cluster().startsWith(BLACK_HOLE) && entry.sentNothingOn());
            return new Observation(there, there ? BLACK_HOLE : "no connection that ended there");
        }));
    }

    /**
     * Expects no entry of any sidecar about a request. A sidecar logs in the order in which it answers, so each has to
     * have the entry of a later request first.
     *
     * @param marker makes a request that a sidecar logs, however it decides
     */
    public void neverReached(Exchange exchange, Supplier<Exchange> marker) {
        awaitLaterRequest(marker);
        boolean quiet =
                known.now().stream().allMatch(pod -> pod.sidecarOf(exchange).isEmpty());
        traffic.expect(
                "the access log of " + app + "'s sidecar",
                "nothing of request " + exchange.id(),
                new Observation(quiet, quiet ? "nothing, and then a later request" : "has the request"));
    }

    /** The first ones may end at the caller's own sidecar, which learns of a new Service a little later. */
    private void awaitLaterRequest(Supplier<Exchange> marker) {
        List<PodLogs> now = known.now();
        List<Exchange> later = new ArrayList<>();
        traffic.awaited("a later request in the access log of " + app + "'s sidecar", marker::get, asked -> {
            later.add(asked);
            boolean there = now.stream().allMatch(pod -> {
                List<String> lines = pod.sidecar(later);
                return later.stream().anyMatch(one -> lines.stream().anyMatch(line -> line.contains(one.id())));
            });
            return new Observation(there, there ? "there" : "none of " + later.size() + " later requests");
        });
    }

    /** Expects that the application saw a request, and wrote this about it. */
    public void saw(Exchange exchange, String part) {
        traffic.eventually(
                "the log of " + app + " about request " + exchange.id(), "contains " + part, known.read(pods -> {
                    String lines = String.join("; ", KnownPods.written(pods, exchange));
                    return new Observation(lines.contains(part), lines.isEmpty() ? "nothing" : lines);
                }));
    }

    /**
     * Whether the application wrote about a request, looked for as long as a line may take to come. The pods that wrote about
     * the one before are asked first: where one of them has it, no other needs to be known.
     */
    public boolean has(Exchange exchange) {
        return known.wroteLately(exchange)
                || traffic.comes(known.read(pods -> {
                    boolean there = known.wrote(pods, exchange);
                    return new Observation(there, there ? "there" : "nothing of request " + exchange.id());
                }));
    }

    /**
     * Expects that no pod of the application wrote anything about a request, after its sidecar was seen to have kept it.
     * Each has to have written about the kubelet's probes meanwhile: else that it wrote nothing would prove nothing.
     */
    public void sawNothing(Exchange exchange) {
        List<RequestLogs> told = traffic.awaited(
                "the logs of " + app + " to tell of the kubelet's probes",
                known.read(pods ->
                        pods.stream().map(pod -> pod.applicationOf(exchange)).toList()),
                now -> {
                    boolean tell = !now.isEmpty() && now.stream().allMatch(RequestLogs::telling);
                    return new Observation(tell, tell ? "they do" : "not yet");
                });
        List<String> lines = RequestLogs.merged(told).workload(exchange.id());
        traffic.proving(Proof.WORKLOAD_LOG)
                .expect(
                        "the log of " + app,
                        "nothing of request " + exchange.id(),
                        new Observation(lines.isEmpty(), lines.isEmpty() ? "nothing" : String.join("; ", lines)));
    }
}
