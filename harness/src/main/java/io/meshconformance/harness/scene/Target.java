package io.meshconformance.harness.scene;

import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Expectations;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.identity.TokenClaims;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.wait.Observation;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A workload of the scenario as its callers find it: what can be asked of it from a pod in the mesh, and how its sidecar
 * decides. Every decision is waited for until it has settled; every refusal is proved from the sidecar's own log.
 */
public final class Target {

    private final Stage stage;
    private final Traffic traffic;
    private final String service;

    private Target(Stage stage, Traffic traffic, String service) {
        this.stage = stage;
        this.traffic = traffic;
        this.service = service;
    }

    /**
     * The workload behind a Service of the scenario.
     *
     * @param stage the scenario's stage
     * @param traffic where expectations are recorded
     * @param service the name of the Service, which is also the workload's {@code app.kubernetes.io/name}
     */
    public static Target of(Stage stage, Traffic traffic, String service) {
        return new Target(stage, traffic, service);
    }

    /** The go-httpbin of the scenario. */
    public static Target httpbin(Stage stage, Traffic traffic) {
        return of(stage, traffic, "httpbin");
    }

    /** One GET without a token. */
    public Exchange get(String path) {
        return stage.inside().get(url(path));
    }

    /** One GET with {@code Authorization: Bearer} and this token. */
    public Exchange get(String path, String token) {
        return get(path, "Authorization", "Bearer " + token);
    }

    /** One GET with one header. */
    public Exchange get(String path, String header, String value) {
        return stage.inside().get(url(path), header, value);
    }

    /** One request of any method. */
    public Exchange send(String method, String path, Headers headers) {
        return stage.inside().send(Request.of(method, url(path)).with(headers));
    }

    /** One GET from a pod that has no sidecar, and so no identity. */
    public Exchange fromOutside(String path) {
        return stage.outside().get(url(path));
    }

    /** A valid token of the scenario's own issuer about this subject. */
    public String token(String subject) {
        return stage.mint().valid(claims(subject));
    }

    /** What such a token says. */
    public TokenClaims claims(String subject) {
        return TokenClaims.of(stage.issuer(), subject, stage.audience());
    }

    /**
     * Expects 200 from the application, time after time.
     *
     * @param call makes one fresh request
     * @param more what else the answer shows
     * @return the last exchange
     */
    public Exchange serves(Supplier<Exchange> call, Expectation... more) {
        return traffic.eventually(call, Stream.of(more).reduce(Expectations.served(), Expectation::and));
    }

    /** Expects a refusal because ALLOW policies are there and none of them matches. */
    public void deniesAsNoneAllows(Supplier<Exchange> call) {
        denies(call, "none");
    }

    /**
     * Expects a refusal by one rule of a DENY policy.
     *
     * @param call makes one fresh request
     * @param policy the name of the policy, in the scenario's namespace
     * @param rule the position of the rule, from 0
     */
    public void deniesBy(Supplier<Exchange> call, String policy, int rule) {
        deniesBy(call, stage.namespace(), policy, rule);
    }

    /** The same for a policy of any namespace. */
    public void deniesBy(Supplier<Exchange> call, String namespace, String policy, int rule) {
        denies(call, "ns[%s]-policy[%s]-rule[%d]".formatted(namespace, policy, rule));
    }

    /**
     * Expects a refusal by request authentication.
     *
     * @param call makes one fresh request
     * @param rejection code and text, such as of {@link Mesh#jwtRejected}
     */
    public void refuses(Supplier<Exchange> call, Expectation rejection) {
        Exchange refused = traffic.eventually(call, rejection);
        // Envoy repeats the text it answered, which the expectation has judged, with underscores (jwt_authn,
        // filter.cc).
        String said = refused.body().replace(' ', '_');
        stage.workload(service).wasSpared(refused, "jwt_authn_access_denied{" + said + "}");
    }

    /**
     * Waits until the sidecar judges by every policy applied so far, and takes the barrier away again.
     *
     * @param barrier a file with a policy called {@code barrier} that denies {@code /anything/barrier}
     */
    public void awaitPolicies(String barrier) {
        stage.apply(barrier);
        deniesBy(() -> get("/anything/barrier"), "barrier", 0);
        stage.remove(barrier);
        // The next barrier has the same name: a sidecar that still had this one would answer for it.
        traffic.awaited(
                "the barrier to be gone",
                () -> stage.workload(service).decisionOn(get("/anything/barrier")),
                decision -> new Observation(!decision.contains("policy[barrier]"), decision));
    }

    private void denies(Supplier<Exchange> call, String decidedBy) {
        Exchange refused = traffic.eventually(call, Mesh.rbacDenied());
        stage.workload(service).wasSpared(refused, "rbac_access_denied_matched_policy[" + decidedBy + "]");
    }

    private String url(String path) {
        return stage.serviceUrl(service, path);
    }
}
