package io.meshconformance.scenarios.policy;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Scenario(
        id = "POL-003",
        title = "A caller is admitted by its own principal, service account or namespace, and never by another's",
        manifests = {"workloads/httpbin.yaml", "policy/sources.yaml"},
        byProxy = false)
class SourceScenario {

    private @Given Manifests manifests;
    private @Given("httpbin") Target httpbin;

    @ParameterizedTest(
            name = "by {0} a caller is admitted by its own, and denied by another''s and without an identity")
    @ValueSource(strings = {"principal", "service-account", "namespace"})
    void named(String kind) {
        httpbin.serves(() -> httpbin.get("/anything/" + kind));
        httpbin.deniesAsNoneAllows(() -> httpbin.get("/anything/" + kind + "/other"));
        httpbin.deniesAsNoneAllows(() -> httpbin.fromOutside("/anything/" + kind));
    }

    @Check("a denial of callers without a principal denies plaintext and no caller in the mesh")
    void plaintext() {
        httpbin.serves(() -> httpbin.fromOutside("/anything/mesh-only"));
        manifests.apply("policy/deny-plaintext.yaml");
        httpbin.deniesBy(() -> httpbin.fromOutside("/anything/mesh-only"), "deny-plaintext", 0);
        httpbin.serves(() -> httpbin.get("/anything/mesh-only"));
    }

    @Check("allowing all but one namespace also admits callers without an identity")
    void exception() {
        httpbin.deniesAsNoneAllows(() -> httpbin.get("/anything/not-namespace"));
        httpbin.serves(() -> httpbin.fromOutside("/anything/not-namespace"));
    }
}
