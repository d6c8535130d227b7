package io.meshconformance.reference.proxy.serve;

import io.meshconformance.reference.proxy.config.ProxyRoute;
import io.meshconformance.reference.proxy.fault.Fault;
import io.meshconformance.reference.proxy.policy.AccessDecision;
import io.meshconformance.reference.proxy.policy.PolicyInput;
import io.meshconformance.reference.proxy.request.Accept;
import io.meshconformance.reference.proxy.request.GrpcCall;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether a request may go to its route, by the policy of the route. */
final class Authorization {
    private static final Predicate<String> PROBE =
            Pattern.compile("^(kube-probe|GoogleHC|ELB-HealthChecker)/").asPredicate();

    private Authorization() {}

    /**
     * A program that shows a session, and a gRPC client, is told the truth, whatever it accepts (v0.33.1,
     * authorize/check_response.go).
     */
    static boolean isBrowser(JudgedRequest exchange) {
        return Accept.read(exchange.header("accept")).wantsBrowserRedirect()
                && (exchange.has(Fault.REDIRECTS_GRPC) || !GrpcCall.isCall(exchange.header("content-type")))
                && (exchange.has(Fault.REDIRECTS_PROGRAMS) || !PresentedSession.isOfProgram(exchange.request()));
    }

    /** What the route's policy says of a request. */
    static AccessDecision decide(JudgedRequest exchange, ProxyRoute route) {
        if (exchange.has(Fault.OPEN_TO_ALL)
                || exchange.has(Fault.BELIEVES_UNKNOWN_SESSIONS)
                        && exchange.session()
                                .filter(session -> session.claims().isEmpty())
                                .isPresent()
                || exchange.has(Fault.NO_POLICY_CHECK) && exchange.session().isPresent()
                || exchange.has(Fault.ADMITS_PROBES) && PROBE.test(exchange.header("user-agent"))
                || exchange.has(Fault.BELIEVES_FORWARDED_ADDRESS) && claimsLoopback(exchange)) {
            return AccessDecision.ALLOWED;
        }
        HttpServerRequest request = exchange.request();
        boolean preflight = request.method().equals(HttpMethod.OPTIONS)
                && (exchange.has(Fault.PREFLIGHT_BY_METHOD)
                        || !exchange.header("origin").isEmpty()
                                && !exchange.header("access-control-request-method")
                                        .isEmpty());
        return route.policy()
                .decide(
                        new PolicyInput(
                                exchange.session(),
                                request.method().name(),
                                exchange.path(),
                                request.remoteAddress().hostAddress(),
                                preflight),
                        exchange.has(Fault.DENY_LOSES));
    }

    private static boolean claimsLoopback(JudgedRequest exchange) {
        return Stream.of("x-forwarded-for", "x-real-ip").map(exchange::header).anyMatch("127.0.0.1"::equals);
    }
}
