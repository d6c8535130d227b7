package io.meshconformance.scenarios.guide;

import static io.meshconformance.harness.accesslog.Decision.Fixed.NONE_ALLOWED;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Load;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.AnswerSet;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyControls;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.scene.Workloads;
import io.meshconformance.harness.wait.Observation;

/**
 * "Rollback and cleanup" of Pomerium's guide since June 2026 (pomerium/documentation, content/docs/guides/istio.mdx): the
 * policies go in the order of their file, RequestAuthentication first, then the annotation.
 */
@Scenario(
        id = "GUIDE-009",
        title =
                "The guide's rollback opens the workload at no moment while a policy stands, and then to the mesh alone",
        manifests = {
            "workloads/nginx.yaml",
            "routes/nginx-with-identity.yaml",
            "guide/nginx-authentication.yaml",
            "guide/nginx-authorization.yaml"
        },
        users = "alice")
class RollbackScenario {

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given ProxyControls proxy;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given Workloads workloads;
    private @Given("nginx") Target nginx;

    @Check(
            "asked without a pause, the mesh refuses a pod until the last policy is gone and serves it then, and the proxy"
                    + " sends a stranger to sign in all the while")
    void rolledBack() {
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(() -> alice.get(route.url()), nginx.workload().serves());
        nginx.deniesAsNoneAllows(this::pod);
        try (Load stranger = Load.of(1, () -> callers.anonymous().get(route.url()));
                Load pods = Load.of(1, this::pod)) {
            traffic.consistently(this::pod, Mesh.rbacDenied());
            manifests.remove("guide/nginx-authentication.yaml");
            // The policy that stands asks for a claim, which no request has any more.
            Exchange refused = traffic.eventually(() -> alice.get(route.url()), Mesh.rbacDenied());
            nginx.workload().sidecarRejected(refused, NONE_ALLOWED);
            nginx.deniesAsNoneAllows(this::pod);
            refusedEach("the pod's requests while a policy stands", pods, Mesh.rbacDenied());
            manifests.remove("guide/nginx-authorization.yaml");
            traffic.eventually(this::pod, nginx.workload().serves());
            traffic.eventually(() -> alice.get(route.url()), nginx.workload().serves());
            proxy.removeAnnotation("nginx", "pass_identity_headers");
            traffic.eventually(() -> alice.get(route.url()), nginx.workload().serves());
            refusedEach("the stranger's requests during all of it", stranger, Proxy.redirectsToSignIn());
        }
    }

    /** Each request is a connection of its own: a pooled one may live on under the policy it began with. */
    private Exchange pod() {
        return nginx.fromOutside("/");
    }

    private void refusedEach(String requests, Load load, Expectation refusal) {
        AnswerSet answers = new AnswerSet(load.end());
        traffic.expect(requests, "each " + refusal.sentence(), answers.each(refusal));
        var seen = workloads.logs(answers.exchanges()).workloads();
        traffic.expect(
                requests + " in the workload's log", "none", new Observation(seen.isEmpty(), seen.size() + " of them"));
    }
}
