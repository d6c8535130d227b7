package io.meshconformance.harness.istio;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.origin.OriginRule;
import java.util.Optional;

/** The marks by which a workload's answer is known once no hop before it is: by what it says, or by its sidecar. */
public final class WorkloadMarks {

    private WorkloadMarks() {}

    /** The rule. It is to be the last: it takes any success for the workload's, except a path that every hop may serve. */
    public static OriginRule rule() {
        return (exchange, response) -> {
            boolean upstream =
                    response.headers().has("x-envoy-upstream-service-time") && !passedAGateway(exchange, response);
            return application(response.body().contains(exchange.id()), "it repeats the request's id")
                    .or(() -> application(upstream, "header x-envoy-upstream-service-time"))
                    .or(() -> application(namesItself(response), "header server of no proxy"))
                    .or(() -> application(served(exchange, response), "only a workload serves this path"));
        };
    }

    /** Refusals of hops are never a success, except the proxy's own robots.txt, which looks like anybody's. */
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

    private static Optional<Attribution> application(boolean applies, String mark) {
        return applies ? Optional.of(new Attribution(Answerer.APPLICATION, mark)) : Optional.empty();
    }
}
