package io.meshconformance.scenarios.resilience;

import static io.meshconformance.harness.accesslog.Decision.Fixed.NONE_ALLOWED;
import static io.meshconformance.harness.expect.Expectations.served;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Load;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.scene.Workloads;
import io.meshconformance.harness.wait.Observation;
import java.time.Instant;
import java.util.List;

@Scenario(
        id = "RES-004",
        title = "During a policy change under load every answer is by the old or the new policy, then only by the new",
        manifests = {"workloads/nginx.yaml"})
class ChangeUnderLoadScenario {

    private static final String POLICY = "resilience/deny-all.yaml";
    private static final int WORKERS = 2;

    private @Given Manifests manifests;
    private @Given Traffic traffic;
    private @Given Workloads workloads;
    private @Given("nginx") Target nginx;

    @Check("when a policy closes a workload, every request is served or refused by the policy, and then only refused")
    void closing() {
        traffic.eventually(this::request, served());
        List<Exchange> refused = change(() -> manifests.apply(POLICY), Mesh.rbacDenied()).stream()
                .filter(answer -> Mesh.rbacDenied().judge(answer).held())
                .toList();
        // The log of the last is there, and so are those of the others.
        nginx.workload().sidecarRejected(refused.get(refused.size() - 1), NONE_ALLOWED);
        var seen = workloads.logs(refused).workloads();
        traffic.expect(
                "the workload's log",
                "none of the " + refused.size() + " refused requests",
                new Observation(seen.isEmpty(), seen.toString()));
    }

    @Check("when a policy opens a workload, every request is refused by the policy or served, and then only served")
    void opening() {
        manifests.apply(POLICY);
        traffic.eventually(this::request, Mesh.rbacDenied());
        change(() -> manifests.remove(POLICY), served());
    }

    /** Each request is a connection of its own: a pooled one may live on under the policy it began with. */
    private Exchange request() {
        return nginx.fromOutside("/");
    }

    private List<Exchange> change(Runnable change, Expectation after) {
        try (Load load = Load.of(WORKERS, this::request)) {
            change.run();
            traffic.eventually(this::request, after);
            Instant converged = Instant.now();
            traffic.consistently(this::request, after);
            List<Exchange> answers = load.end();
            traffic.expectOfEach("answers under load", answers, served().or(Mesh.rbacDenied()));
            List<Exchange> since = answers.stream()
                    .filter(answer -> answer.startedAt().isAfter(converged))
                    .toList();
            traffic.expectOfEach("answers since the change had taken effect", since, after);
            return answers;
        }
    }
}
