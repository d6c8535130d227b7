package io.meshconformance.harness.istio;

import static io.meshconformance.harness.origin.OriginRule.when;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.origin.Envoy;
import io.meshconformance.harness.origin.OriginRule;

/** The marks by which a workload's answer is known once no hop before it is: by what it says, or by its sidecar. */
public final class WorkloadMarks {

    private WorkloadMarks() {}

    /** The rule. It is to be the last: it takes any success for the workload's, except a path that every hop may serve. */
    public static OriginRule rule() {
        return (exchange, response) -> {
            boolean upstream = Envoy.passedAnUpstream(response) && !passedAGateway(exchange, response);
            return when(response.body().contains(exchange.id()), Answerer.APPLICATION, "it repeats the request's id")
                    .or(() -> when(upstream, Answerer.APPLICATION, "header " + Envoy.UPSTREAM_TIME))
                    .or(() -> when(namesItself(response), Answerer.APPLICATION, "header server of no proxy"))
                    .or(() ->
                            when(served(exchange, response), Answerer.APPLICATION, "only a workload serves this path"));
        };
    }

    /** Refusals of hops are never a success, except the proxy's own robots.txt, which looks like any workload's. */
    private static boolean served(Exchange exchange, Response response) {
        return response.status() >= 200
                && response.status() < 300
                && !exchange.request().url().path().equals("/robots.txt");
    }

    private static boolean namesItself(Response response) {
        return response.header("server")
                .filter(s -> !s.contains("envoy") && !s.contains("proxy"))
                .isPresent();
    }

    /** A gateway in front of the proxy has an upstream for every answer: the proxy. */
    private static boolean passedAGateway(Exchange exchange, Response response) {
        return exchange.request().url().secure()
                && response.header("server").filter("istio-envoy"::equals).isPresent();
    }
}
