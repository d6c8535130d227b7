package io.meshconformance.scenarios.policy;

import static io.meshconformance.harness.accesslog.Decision.Fixed.AUTHORIZER_DOWN;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Target;

@Scenario(
        id = "POL-008",
        title = "While an external authorizer is down, the requests that it decides are denied",
        manifests = {"workloads/httpbin.yaml", "policy/authorizer-absent.yaml"},
        byProxy = false)
class AuthorizerDownScenario {

    private static final String DECIDED = "/anything/decided";

    private @Given Manifests manifests;
    private @Given Traffic traffic;
    private @Given("httpbin") Target httpbin;

    @Check("a path that the absent authorizer decides is denied, and another path is still served")
    void down() {
        httpbin.serves(() -> httpbin.fromOutside(DECIDED));
        manifests.apply("policy/ask-absent.yaml");
        // From outside the answer comes from the workload's own sidecar, with no other that could put marks on it.
        Exchange refused = traffic.eventually(() -> httpbin.fromOutside(DECIDED), Mesh.authorizerDown());
        httpbin.workload().sidecarRejected(refused, AUTHORIZER_DOWN);
        httpbin.serves(() -> httpbin.fromOutside("/anything/other"));
    }
}
