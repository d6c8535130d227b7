package io.meshconformance.harness.wait;

import java.time.Duration;

/**
 * Every limit of the suite, one field per thing waited for; nothing else in the suite names a duration. The shape
 * follows Gateway API's {@code conformance/utils/config/timeout.go}.
 *
 * @param registryAnswer until a registry has answered one question, asked through the engine
 * @param pullBegun from a pull until the registry's first word
 * @param pullStalled until a pull that shows no progress is given up and tried again
 * @param nodeReady from the start of the node's container until the node is Ready and its API answers
 * @param nodeSettled from the node's readiness until its kubelet lists the imported images, which it reads anew every
 *     30 s, and its kernel filters its bridge, where it has one
 * @param istioReady from the apply of Istio's manifests until the control plane is available and has pushed
 * @param componentReady from the apply of a platform component until its workload is available
 * @param routeLive from the apply of a route until the proxy serves it
 * @param keySetRefresh from the change of a signing key until the mesh knows the new key set; istiod waits one minute,
 *     then two, where any key set of the mesh could not be fetched ({@code pilot/pkg/model/jwks_resolver.go}), as is so
 *     after every outage of the proxy, and the limit is above their sum
 * @param signOutEffective from a sign-out until no route accepts the session, and from a new sign-in until every policy
 *     goes by what the provider said then; the proxy's own caches last 60 s
 *     (observed), so the limit is above that
 * @param logVisible from an answered request until its line can be read from a container's log
 * @param connect until a TCP connection to a client's target is open
 * @param request until one request is answered completely, connecting included
 * @param exec until one command in a pod has ended, beyond the request it makes
 * @param evidence until one source of evidence has been collected
 * @param partAnswer until a part of the environment answers one look at it, and from one look to the next
 * @param partSilent until a part of the environment that answers no look is gone; the run then ends
 * @param takenBack until what a run put on a node that stays is taken back, at its end
 * @param consecutive how many answers in a row make a state converged; a number, not scaled
 * @param steady how many fresh attempts in a row must hold where a state must not change; a number, not scaled
 * @param pollInterval pause after the first attempt that did not hold, and between attempts that all have to; not scaled
 */
public record Timeouts(
        Duration registryAnswer,
        Duration pullBegun,
        Duration pullStalled,
        Duration nodeReady,
        Duration nodeSettled,
        Duration istioReady,
        Duration componentReady,
        Duration routeLive,
        Duration keySetRefresh,
        Duration signOutEffective,
        Duration logVisible,
        Duration connect,
        Duration request,
        Duration exec,
        Duration evidence,
        Duration partAnswer,
        Duration partSilent,
        Duration takenBack,
        int consecutive,
        int steady,
        Duration pollInterval) {

    /**
     * Refuses limits under which nothing could be observed.
     *
     * @throws IllegalArgumentException when a count is below one or the poll interval is not positive
     */
    public Timeouts {
        if (consecutive < 1 || steady < 1) {
            throw new IllegalArgumentException("Counts of attempts start at one");
        }
        if (pollInterval.isZero() || pollInterval.isNegative()) {
            throw new IllegalArgumentException("The poll interval must be positive");
        }
    }

    /** Limits for a machine of two cores that may have other work: each is some times what was measured there. */
    public static Timeouts defaults() {
        return new Timeouts(
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                Duration.ofMinutes(2),
                Duration.ofMinutes(5),
                Duration.ofSeconds(60),
                Duration.ofMinutes(4),
                Duration.ofMinutes(4),
                Duration.ofSeconds(60),
                Duration.ofMinutes(4),
                Duration.ofSeconds(120),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                3,
                10,
                Duration.ofMillis(100));
    }

    /**
     * The same limits for a slower or faster machine.
     *
     * @param factor every limit is multiplied by it; counts and the poll interval stay
     * @throws IllegalArgumentException when the factor is not a positive number
     */
    public Timeouts scaledBy(double factor) {
        if (!(factor > 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("A factor for limits must be a positive number, not " + factor);
        }
        return new Timeouts(
                scaled(registryAnswer, factor),
                scaled(pullBegun, factor),
                scaled(pullStalled, factor),
                scaled(nodeReady, factor),
                scaled(nodeSettled, factor),
                scaled(istioReady, factor),
                scaled(componentReady, factor),
                scaled(routeLive, factor),
                scaled(keySetRefresh, factor),
                scaled(signOutEffective, factor),
                // Not below what a busy machine needs: a line that is late is no missing one.
                scaled(logVisible, Math.max(1, factor)),
                scaled(connect, factor),
                scaled(request, factor),
                scaled(exec, factor),
                scaled(evidence, factor),
                // Not below what any machine needs: short limits are no reason to give a node up.
                scaled(partAnswer, Math.max(1, factor)),
                scaled(partSilent, Math.max(1, factor)),
                scaled(takenBack, Math.max(1, factor)),
                consecutive,
                steady,
                pollInterval);
    }

    private static Duration scaled(Duration limit, double factor) {
        return Duration.ofMillis(Math.max(1, Math.round(limit.toMillis() * factor)));
    }
}
