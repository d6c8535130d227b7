package io.meshconformance.harness.scene;

import io.meshconformance.harness.accesslog.Decision;
import io.meshconformance.harness.accesslog.SidecarEntry;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Url;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.wait.Timeouts;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A workload of the scenario as its callers find it: what can be asked of it from a pod in the mesh, and how its sidecar
 * decides. Every decision is waited for until it has settled; every refusal is proved from the sidecar's own log.
 */
public final class Target {

    private final Workload workload;
    private final Callers callers;
    private final Manifests manifests;
    private final Traffic traffic;

    Target(Workload workload, Callers callers, Manifests manifests, Traffic traffic) {
        this.workload = workload;
        this.callers = callers;
        this.manifests = manifests;
        this.traffic = traffic;
    }

    /**
     * The same under another limit.
     *
     * @param limit how long a decision may take to settle
     */
    public Target within(Function<Timeouts, Duration> limit) {
        return new Target(workload, callers, manifests, traffic.within(limit));
    }

    /** The workload, and what it and its sidecar wrote. */
    public Workload workload() {
        return workload;
    }

    /** One GET without a token; the path, like any here, is sent as it is written. */
    public Exchange get(String path) {
        return send("GET", path, Headers.none());
    }

    /** One GET with {@code Authorization: Bearer} and this token. */
    public Exchange get(String path, String token) {
        return get(path, "Authorization", "Bearer " + token);
    }

    /** One GET with one header. */
    public Exchange get(String path, String header, String value) {
        return send("GET", path, Headers.none().with(header, value));
    }

    /** One request of any method. */
    public Exchange send(String method, String path, Headers headers) {
        return callers.inside().send(request(method, path, headers));
    }

    /** One GET from a pod that has no sidecar, and so no identity. */
    public Exchange fromOutside(String path) {
        return fromOutside(path, Headers.none());
    }

    /** The same with headers, which no sidecar but the workload's own has read. */
    public Exchange fromOutside(String path, Headers headers) {
        return callers.outside().send(request("GET", path, headers));
    }

    private Request request(String method, String path, Headers headers) {
        return Request.of(method, Url.parse(workload.url()).withTarget(path)).with(headers);
    }

    /**
     * Expects 200 from this workload, time after time.
     *
     * @param call makes one fresh request
     * @param more what else the answer shows
     * @return the last exchange
     */
    public Exchange serves(Supplier<Exchange> call, Expectation... more) {
        return traffic.eventually(call, Stream.of(more).reduce(workload.serves(), Expectation::and));
    }

    /** Expects a refusal because ALLOW policies apply and none of them matches. */
    public void deniesAsNoneAllows(Supplier<Exchange> call) {
        denies(call, Decision.Fixed.NONE_ALLOWED);
    }

    /** The same where workload and policies came together: from the first request on none may pass. */
    public void deniesFromTheStart(Supplier<Exchange> call) {
        Exchange refused = traffic.refusedFromTheStart(call, Mesh.rbacDenied());
        workload.sidecarRejected(refused, Decision.Fixed.NONE_ALLOWED);
    }

    /**
     * Expects a refusal by one rule of a DENY policy.
     *
     * @param call makes one fresh request
     * @param policy the name of the policy, in the scenario's namespace
     * @param rule the position of the rule, from 0
     */
    public void deniesBy(Supplier<Exchange> call, String policy, int rule) {
        deniesBy(call, manifests.namespace(), policy, rule);
    }

    /** The same for a policy of any namespace. */
    public void deniesBy(Supplier<Exchange> call, String namespace, String policy, int rule) {
        denies(call, new Decision.DeniedBy(namespace, policy, rule));
    }

    /**
     * Expects a refusal by request authentication.
     *
     * @param call makes one fresh request
     * @param rejection code and text, such as of {@link Mesh#jwtRejected}
     */
    public void refuses(Supplier<Exchange> call, Expectation rejection) {
        Exchange refused = traffic.eventually(call, rejection);
        // Envoy logs the text that it answered, which the expectation has judged.
        workload.sidecarRejected(refused, new Decision.TokenRejected(refused.body()));
    }

    /** What was denied before for another reason looks the same to its caller until the policies of now are in force. */
    private void denies(Supplier<Exchange> call, Decision decision) {
        Exchange refused = traffic.eventually(call, Mesh.rbacDenied());
        SidecarEntry entry = workload.sidecarEntry(refused);
        if (entry.decision().equals(decision)) {
            workload.sidecarRejected(refused, entry, decision);
        } else {
            manifests.awaitInForce();
            workload.sidecarRejected(traffic.eventually(call, Mesh.rbacDenied()), decision);
        }
    }
}
