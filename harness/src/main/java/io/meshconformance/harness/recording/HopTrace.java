package io.meshconformance.harness.recording;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Caller;
import io.meshconformance.evidence.Deed;
import io.meshconformance.evidence.PathHop;
import io.meshconformance.evidence.PathHop.ShownToken;
import io.meshconformance.evidence.TokenIdentity;
import io.meshconformance.evidence.WorkloadLog;
import io.meshconformance.harness.accesslog.RequestLogs;
import io.meshconformance.harness.accesslog.SidecarEntry;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.Jwt;
import io.meshconformance.harness.istio.WorkloadLine;
import io.meshconformance.harness.pomerium.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The path of one exchange, hop by hop: what is known about the caller there and what the hop did, each from what was
 * observed: the request as it was sent, the marks on the answer, the sidecar's access log, the workload's own log. A hop
 * that nothing was observed of says so.
 */
final class HopTrace {

    private static final Set<Answerer> PROXIES = Set.of(Answerer.PROXY, Answerer.PROXY_ENVOY);

    private final Exchange exchange;
    private final RequestLogs logs;
    private final boolean session;

    private HopTrace(Exchange exchange, RequestLogs logs) {
        this.exchange = exchange;
        this.logs = logs;
        this.session = exchange.request().headers().has("cookie");
    }

    /** The hops, not yet redacted. */
    static List<PathHop> of(Exchange exchange, RequestLogs logs) {
        return new HopTrace(exchange, logs).hops();
    }

    private List<PathHop> hops() {
        List<PathHop> hops = new ArrayList<>();
        hops.add(new PathHop.Client(
                exchange.caller(),
                exchange.request().method(),
                exchange.request().url().path(),
                session,
                shown(),
                Deed.ASKED));
        if (exchange.answerer() == Answerer.PROVIDER) {
            hops.add(new PathHop.Provider(answer(Set.of(Answerer.PROVIDER), Deed.UNSEEN)));
            return hops;
        }
        boolean byProxy = PROXIES.contains(exchange.answerer());
        if (byProxy || exchange.caller() instanceof Caller.Browser) {
            hops.add(new PathHop.Proxy(session ? exchange.caller() : null, answer(PROXIES, Deed.PASSED)));
        }
        if (!byProxy) {
            hops.add(sidecar());
            hops.add(workload());
        }
        return hops;
    }

    /** What a hop did: it answered where the answer is its own. */
    private Deed answer(Set<Answerer> own, Deed otherwise) {
        return exchange.response()
                .filter(response -> own.contains(exchange.answerer()))
                .map(response ->
                        Deed.answered(response.status(), exchange.attribution().mark()))
                .orElse(otherwise);
    }

    private List<ShownToken> shown() {
        return Stream.of("authorization", Proxy.ASSERTION, "x-pomerium-authorization")
                .flatMap(name -> exchange.request().headers().all(name).stream()
                        .map(value -> new ShownToken(name, identity(value))))
                .toList();
    }

    /** What a header says about the caller: a token's claims, not the token. */
    private static @Nullable TokenIdentity identity(String value) {
        return Jwt.inHeader(value)
                .map(token -> new TokenIdentity(
                        token.claims().path("iss").textValue(),
                        token.claims().path("sub").textValue(),
                        token.audiences()))
                .orElse(null);
    }

    private PathHop sidecar() {
        List<SidecarEntry> entries = logs.sidecar(exchange.id());
        if (entries.isEmpty()) {
            return new PathHop.Sidecar(false, null, null, "", answer(Set.of(Answerer.MESH), Deed.UNSEEN));
        }
        SidecarEntry entry = entries.get(entries.size() - 1);
        return new PathHop.Sidecar(
                true, entry.peer(), entry.token(), entry.details(), answer(Set.of(Answerer.MESH), Deed.PASSED));
    }

    private PathHop workload() {
        WorkloadLog log = logs.of(exchange);
        Deed deed = answer(Set.of(Answerer.APPLICATION), log.lines().isEmpty() ? Deed.UNSEEN : Deed.REACHED);
        if (log.lines().isEmpty()) {
            return new PathHop.Workload(log.told(), null, null, deed);
        }
        WorkloadLine line = WorkloadLine.parse(log.lines().get(0));
        return new PathHop.Workload(log.told(), line.peer(), line.assertion(), deed);
    }
}
