package io.meshconformance.scenarios.policy;

import static io.meshconformance.harness.accesslog.Decision.Fixed.AUTHORIZER_DENIED;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.accesslog.Decision.DeniedUnasked;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Target;

/** Mesh-wide, as the authorizer that it brings is one of the whole mesh. */
@Scenario(
        id = "POL-018",
        title = "Two external authorizers of one workload, which a mesh asks only where it is told to, leave no path"
                + " open",
        manifests = {"workloads/httpbin.yaml", "policy/authorizer.yaml", "policy/authorizer-absent.yaml"},
        meshWide = true)
class TwoAuthorizersScenario {

    private static final String FIRST = "/anything/first";

    private @Given Manifests manifests;
    private @Given Traffic traffic;
    private @Given("httpbin") Target httpbin;

    /** Asked for by {@code PILOT_ENABLE_MULTIPLE_CUSTOM_AUTHZ_PROVIDERS} since Istio 1.30. */
    @Check("a second authorizer closes its own path and that of the first, and no other, until it is taken away")
    void closed() {
        manifests.apply("policy/ask-first.yaml");
        Exchange asked = traffic.eventually(
                () -> httpbin.fromOutside(FIRST, Headers.none().with("x-conformance-authorize", "deny")),
                Mesh.deniedByAuthorizer());
        httpbin.workload().sidecarRejected(asked, AUTHORIZER_DENIED);
        httpbin.serves(() -> httpbin.fromOutside(FIRST));
        httpbin.serves(() -> httpbin.fromOutside("/anything/second"));
        manifests.apply("policy/ask-second.yaml");
        unasked(FIRST, "conformance-authorizer", "ask-first");
        unasked("/anything/second", "conformance-authorizer-absent", "ask-second");
        httpbin.serves(() -> httpbin.fromOutside("/anything/other"));
        manifests.remove("policy/ask-second.yaml");
        httpbin.serves(() -> httpbin.fromOutside(FIRST));
        httpbin.serves(() -> httpbin.fromOutside("/anything/second"));
    }

    private void unasked(String path, String provider, String policy) {
        Exchange refused = traffic.eventually(() -> httpbin.fromOutside(path), Mesh.rbacDenied());
        httpbin.workload().sidecarRejected(refused, new DeniedUnasked(provider, manifests.namespace(), policy, 0));
    }
}
