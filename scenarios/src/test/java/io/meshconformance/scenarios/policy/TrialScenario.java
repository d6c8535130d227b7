package io.meshconformance.scenarios.policy;

import static io.meshconformance.harness.expect.Expectations.served;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.scene.Stage;
import io.meshconformance.harness.scene.Target;

@Scenario(
        id = "POL-009",
        title = "Policies on trial and policies that audit change nothing",
        manifests = "workloads/httpbin.yaml")
class TrialScenario {

    private static final String PATH = "/anything/trial";
    private static final String DRY = "policy/dry.yaml";

    @Check("with a denial and an allowance on trial and an audit of everything, all is served as before")
    void changesNothing(Stage stage, Traffic traffic) {
        Target httpbin = Target.httpbin(stage, traffic);
        httpbin.serves(() -> httpbin.get(PATH));
        stage.apply(DRY);
        httpbin.awaitPolicies("policy/barrier.yaml");
        traffic.consistently(() -> httpbin.get(PATH), served());
        stage.remove(DRY);
    }

    @Check("and what another policy denies stays denied by that one")
    void denied(Stage stage, Traffic traffic) {
        Target httpbin = Target.httpbin(stage, traffic);
        httpbin.serves(() -> httpbin.get("/anything/denied"));
        stage.apply("policy/deny-one.yaml", DRY);
        httpbin.awaitPolicies("policy/barrier.yaml");
        httpbin.deniesBy(() -> httpbin.get("/anything/denied"), "deny-one", 0);
        httpbin.serves(() -> httpbin.get(PATH));
    }
}
