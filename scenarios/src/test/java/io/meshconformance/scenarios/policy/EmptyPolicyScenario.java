package io.meshconformance.scenarios.policy;

import static io.meshconformance.harness.expect.Expectations.served;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.scene.Stage;
import io.meshconformance.harness.scene.Target;

@Scenario(
        id = "POL-005",
        title = "An empty policy allows nothing, an empty rule allows all; selector and root namespace say where",
        manifests = "workloads/httpbin.yaml",
        meshWide = true)
class EmptyPolicyScenario {

    private static final String PATH = "/anything/scope";

    @Check("`{}` denies what was served, and an empty rule beside it lets everything through again")
    void empty(Stage stage, Traffic traffic) {
        Target httpbin = Target.httpbin(stage, traffic);
        httpbin.serves(() -> httpbin.get(PATH));
        stage.apply("policy/nothing.yaml");
        httpbin.deniesAsNoneAllows(() -> httpbin.get(PATH));
        stage.apply("policy/everything.yaml");
        httpbin.serves(() -> httpbin.get(PATH));
        stage.remove("policy/everything.yaml");
        httpbin.deniesAsNoneAllows(() -> httpbin.get(PATH));
        stage.remove("policy/nothing.yaml");
        httpbin.serves(() -> httpbin.get(PATH));
    }

    @Check("an empty policy with a selector of other workloads changes nothing")
    void selector(Stage stage, Traffic traffic) {
        Target httpbin = Target.httpbin(stage, traffic);
        stage.apply("policy/nothing-elsewhere.yaml");
        httpbin.awaitPolicies("policy/barrier.yaml");
        traffic.consistently(() -> httpbin.get(PATH), served());
    }

    @Check("a policy of the root namespace denies its path at a workload of this namespace, and no other path")
    void rootNamespace(Stage stage, Traffic traffic) {
        Target httpbin = Target.httpbin(stage, traffic);
        String denied = "/anything/" + stage.namespace();
        httpbin.serves(() -> httpbin.get(denied));
        stage.apply("policy/root-namespace.yaml");
        httpbin.deniesBy(() -> httpbin.get(denied), "istio-system", stage.namespace(), 0);
        httpbin.serves(() -> httpbin.get(PATH));
        stage.remove("policy/root-namespace.yaml");
        httpbin.serves(() -> httpbin.get(denied));
    }
}
