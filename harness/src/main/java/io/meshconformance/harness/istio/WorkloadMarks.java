package io.meshconformance.harness.istio;

import static io.meshconformance.harness.origin.OriginRule.when;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.origin.Envoy;
import io.meshconformance.harness.origin.OriginRule;

/**
 * The marks by which a workload's answer is known. That no other hop is known by an answer is no mark: it is unknown then,
 * whatever its status. Which workload it was its own log says.
 */
public final class WorkloadMarks {

    /** By this header workloads of the suite name themselves: namespace and app. */
    private static final String NAME = "x-conformance-workload";

    /**
     * By this header a server of WebSockets refuses one (RFC 6455, section 4.4). No Envoy is one, and none of them says how
     * long the refusal took: a request for a WebSocket has no end.
     */
    private static final String SOCKETS = "sec-websocket-version";

    private WorkloadMarks() {}

    /**
     * A workload that names itself. It may pass on what another hop told it, as a page does, so that this goes before all
     * that is known by a text.
     */
    public static OriginRule byName() {
        return (exchange, response) -> response.header(NAME)
                .map(name -> new Attribution(
                        Answerer.APPLICATION,
                        "header " + NAME + ": " + name,
                        Mesh.markOn(response).isPresent() ? Answerer.MESH : null));
    }

    /** What workloads leave on their answers without naming themselves; after the marks of all hops before them. */
    public static OriginRule byTrace() {
        return (exchange, response) -> {
            boolean upstream = Envoy.passedAnUpstream(response) && !passedAGateway(exchange, response);
            return when(response.body().contains(exchange.id()), Answerer.APPLICATION, "it repeats the request's id")
                    .or(() -> when(upstream, Answerer.APPLICATION, "header " + Envoy.UPSTREAM_TIME))
                    .or(() -> when(response.headers().has(SOCKETS), Answerer.APPLICATION, "header " + SOCKETS));
        };
    }

    /** A gateway in front of the proxy has an upstream for every answer: the proxy. */
    private static boolean passedAGateway(Exchange exchange, Response response) {
        return exchange.request().url().secure()
                && response.header("server").filter("istio-envoy"::equals).isPresent();
    }
}
