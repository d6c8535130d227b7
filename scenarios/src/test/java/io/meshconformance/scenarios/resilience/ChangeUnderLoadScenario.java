package io.meshconformance.scenarios.resilience;

import static io.meshconformance.harness.expect.Expectations.served;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Load;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Stage;
import io.meshconformance.harness.wait.Observation;
import java.time.Instant;
import java.util.List;
import java.util.Map;

@Scenario(
        id = "RES-004",
        title = "A policy change under load: every answer is by the old or the new policy, then only by the new",
        manifests = {"workloads/nginx.yaml"})
class ChangeUnderLoadScenario {

    private static final String POLICY = "resilience/deny-all.yaml";
    private static final int WORKERS = 2;

    @Check("from open to closed: served or refused by the policy, nothing else; once closed, it stays so")
    void closing(Stage stage, Traffic traffic) {
        traffic.eventually(() -> request(stage), served());
        List<Exchange> refused = change(stage, traffic, () -> stage.apply(POLICY), Mesh.rbacDenied()).stream()
                .filter(answer -> Mesh.rbacDenied().judge(answer).held())
                .toList();
        // The log of the last is there, and so are those of the others.
        stage.workload("nginx").wasSpared(refused.get(refused.size() - 1), "rbac_access_denied_matched_policy[none]");
        Map<String, List<String>> seen = stage.logs(refused).workloads();
        traffic.expect(
                "the workload's log",
                "none of the " + refused.size() + " refused requests",
                new Observation(seen.isEmpty(), seen.toString()));
        stage.remove(POLICY);
        traffic.eventually(() -> request(stage), served());
    }

    @Check("from closed to open: the same the other way round")
    void opening(Stage stage, Traffic traffic) {
        stage.apply(POLICY);
        traffic.eventually(() -> request(stage), Mesh.rbacDenied());
        change(stage, traffic, () -> stage.remove(POLICY), served());
    }

    /** Each request is a connection of its own: a pooled one may live on under the policy it began with. */
    private static Exchange request(Stage stage) {
        return stage.outside().get(stage.serviceUrl("nginx", "/"));
    }

    private static List<Exchange> change(Stage stage, Traffic traffic, Runnable change, Expectation after) {
        try (Load load = Load.of(WORKERS, () -> request(stage))) {
            change.run();
            traffic.eventually(() -> request(stage), after);
            Instant converged = Instant.now();
            traffic.consistently(() -> request(stage), after);
            List<Exchange> answers = load.end();
            traffic.expectOfEach("answers under load", answers, served().or(Mesh.rbacDenied()));
            traffic.expectOfEach("answers since the change had taken effect", since(answers, converged), after);
            return answers;
        }
    }

    private static List<Exchange> since(List<Exchange> answers, Instant moment) {
        return answers.stream()
                .filter(answer -> answer.startedAt().isAfter(moment))
                .toList();
    }
}
