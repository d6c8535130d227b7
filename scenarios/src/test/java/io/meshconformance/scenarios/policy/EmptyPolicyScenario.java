package io.meshconformance.scenarios.policy;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.istio.ControlPlane;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Target;

@Scenario(
        id = "POL-005",
        title = "An empty policy allows nothing, an empty rule allows all; selector and root namespace set the scope",
        manifests = "workloads/httpbin.yaml",
        meshWide = true)
class EmptyPolicyScenario {

    private static final String PATH = "/anything/scope";

    private @Given Manifests manifests;
    private @Given Traffic traffic;
    private @Given("httpbin") Target httpbin;

    @Check("an empty spec `{}` denies requests that were served, and an empty rule beside it allows them again")
    void empty() {
        httpbin.serves(() -> httpbin.get(PATH));
        manifests.apply("policy/nothing.yaml");
        httpbin.deniesAsNoneAllows(() -> httpbin.get(PATH));
        manifests.apply("policy/everything.yaml");
        httpbin.serves(() -> httpbin.get(PATH));
        manifests.remove("policy/everything.yaml");
        httpbin.deniesAsNoneAllows(() -> httpbin.get(PATH));
        manifests.remove("policy/nothing.yaml");
        httpbin.serves(() -> httpbin.get(PATH));
    }

    @Check("an empty policy with a selector of other workloads changes nothing")
    void selector() {
        manifests.apply("policy/nothing-elsewhere.yaml");
        manifests.awaitInForce();
        traffic.consistently(() -> httpbin.get(PATH), httpbin.workload().serves());
    }

    @Check("a policy of the root namespace denies its path at a workload of this namespace, and no other path")
    void rootNamespace() {
        String denied = "/anything/" + manifests.namespace();
        httpbin.serves(() -> httpbin.get(denied));
        manifests.apply("policy/root-namespace.yaml");
        httpbin.deniesBy(() -> httpbin.get(denied), ControlPlane.NAMESPACE, manifests.namespace(), 0);
        httpbin.serves(() -> httpbin.get(PATH));
    }
}
