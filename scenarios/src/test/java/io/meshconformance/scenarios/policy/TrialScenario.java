package io.meshconformance.scenarios.policy;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Target;

@Scenario(
        id = "POL-009",
        title = "Policies on trial and policies that audit change nothing",
        manifests = "workloads/httpbin.yaml",
        byProxy = false)
class TrialScenario {

    private static final String PATH = "/anything/trial";
    private static final String DRY = "policy/dry.yaml";

    private @Given Manifests manifests;
    private @Given Traffic traffic;
    private @Given("httpbin") Target httpbin;

    @Check(
            "requests are served while a dry-run DENY, a dry-run ALLOW and an AUDIT policy select the workload, until these are enforced")
    void changesNothing() {
        httpbin.serves(() -> httpbin.get(PATH));
        manifests.apply(DRY);
        manifests.awaitInForce();
        traffic.consistently(() -> httpbin.get(PATH), httpbin.workload().serves());
        manifests.apply("policy/tried-allow.yaml");
        httpbin.deniesAsNoneAllows(() -> httpbin.get(PATH));
        manifests.apply("policy/tried-deny.yaml");
        httpbin.deniesBy(() -> httpbin.get(PATH), "dry-deny", 0);
    }

    @Check("a request that an enforced policy denies stays denied while dry-run and AUDIT policies select the workload")
    void denied() {
        httpbin.serves(() -> httpbin.get("/anything/denied"));
        manifests.apply("policy/deny-one.yaml", DRY);
        manifests.awaitInForce();
        httpbin.deniesBy(() -> httpbin.get("/anything/denied"), "deny-one", 0);
        httpbin.serves(() -> httpbin.get(PATH));
    }
}
