package io.meshconformance.scenarios.policy;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.scene.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Scenario(
        id = "POL-002",
        title = "Where any principal may GET, every other method is denied, and GET without an identity is denied",
        manifests = {"workloads/httpbin.yaml", "policy/methods.yaml"},
        byProxy = false)
class MethodRuleScenario {

    private static final String PATH = "/anything/method";

    private @Given("httpbin") Target httpbin;

    @ParameterizedTest(name = "{0} is denied where GET is admitted")
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void others(String method) {
        httpbin.serves(() -> httpbin.get(PATH));
        httpbin.deniesAsNoneAllows(() -> httpbin.send(method, PATH, Headers.none()));
    }

    @Check("GET from a pod without an identity is denied, while GET from a pod with an identity is admitted")
    void withoutIdentity() {
        httpbin.serves(() -> httpbin.get(PATH));
        httpbin.deniesAsNoneAllows(() -> httpbin.fromOutside(PATH));
    }
}
