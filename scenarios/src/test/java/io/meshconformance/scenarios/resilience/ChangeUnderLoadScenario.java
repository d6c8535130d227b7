package io.meshconformance.scenarios.resilience;

import static io.meshconformance.evidence.Answerer.APPLICATION;
import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.status;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Load;
import io.meshconformance.harness.expect.AnswerSet;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.scene.Workloads;
import io.meshconformance.harness.wait.Observation;
import java.time.Instant;
import java.util.Set;

@Scenario(
        id = "RES-004",
        title = "During a policy change under load every answer is by the old or the new policy, then only by the new",
        manifests = {"workloads/nginx.yaml"})
class ChangeUnderLoadScenario {

    private static final String POLICY = "resilience/deny-all.yaml";
    private static final int WORKERS = 2;
    private static final Expectation SERVED = status(200).and(answeredBy(APPLICATION));

    private @Given Manifests manifests;
    private @Given Traffic traffic;
    private @Given Workloads workloads;
    private @Given("nginx") Target nginx;

    @Check("when a policy closes a workload, every request is served or refused by the policy, and then only refused")
    void closing() {
        traffic.eventually(this::request, nginx.workload().serves());
        change(() -> manifests.apply(POLICY), SERVED, Mesh.rbacDenied());
        nginx.deniesAsNoneAllows(this::request);
    }

    @Check("when a policy opens a workload, every request is refused by the policy or served, and then only served")
    void opening() {
        manifests.apply(POLICY);
        traffic.eventually(this::request, Mesh.rbacDenied());
        change(() -> manifests.remove(POLICY), Mesh.rbacDenied(), SERVED);
    }

    /** Each request is a connection of its own: a pooled one may live on under the policy it began with. */
    private Exchange request() {
        return nginx.fromOutside("/");
    }

    private void change(Runnable change, Expectation before, Expectation after) {
        try (Load load = Load.of(WORKERS, this::request)) {
            traffic.consistently(this::request, before);
            change.run();
            traffic.eventually(this::request, after);
            Instant converged = Instant.now();
            traffic.consistently(this::request, after);
            AnswerSet answers = new AnswerSet(load.end());
            traffic.expect("the load", "each answer by the policies", answers.each(SERVED.or(Mesh.rbacDenied())));
            traffic.expect(
                    "the load after the change",
                    after.sentence(),
                    answers.since(converged).each(after));
            Set<String> served = answers.idsOf(SERVED);
            Set<String> refused = answers.idsOf(Mesh.rbacDenied());
            boolean both = !served.isEmpty() && !refused.isEmpty();
            String counted = served.size() + " served, " + refused.size() + " refused";
            traffic.expect("the load", "some served, some refused", new Observation(both, counted));
            Set<String> seen = workloads.logs(answers.exchanges()).workloads().keySet();
            var logged = new Observation(seen.equals(served), seen.size() + " requests; " + counted);
            traffic.expect("the workload's log of the load", "every served request and no other", logged);
        }
    }
}
