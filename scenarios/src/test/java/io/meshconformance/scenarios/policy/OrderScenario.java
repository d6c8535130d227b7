package io.meshconformance.scenarios.policy;

import static io.meshconformance.harness.accesslog.Decision.Fixed.AUTHORIZER_DENIED;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Target;

@Scenario(
        id = "POL-001",
        title =
                "CUSTOM denies first, then DENY; without an ALLOW policy the rest is allowed, with one only its matches are",
        manifests = {"workloads/httpbin.yaml", "policy/authorizer.yaml", "policy/ask.yaml", "policy/deny-one.yaml"},
        byProxy = false)
class OrderScenario {

    private static final String ALLOW = "policy/allow-two.yaml";
    private static final Headers NO = Headers.none().with("x-conformance-authorize", "deny");

    private @Given Manifests manifests;
    private @Given Traffic traffic;
    private @Given("httpbin") Target httpbin;

    @Check("a request that CUSTOM and DENY both deny is denied by the authorizer")
    void customFirst() {
        admits("/anything/allowed");
        httpbin.deniesBy(() -> httpbin.get("/anything/denied"), "deny-one", 0);
        authorizerDenies("/anything/denied");
    }

    @Check("a request that the authorizer and an ALLOW policy admit is denied by DENY")
    void denySecond() {
        manifests.apply(ALLOW);
        httpbin.deniesAsNoneAllows(() -> httpbin.get("/headers"));
        admits("/anything/allowed");
        httpbin.deniesBy(() -> httpbin.get("/anything/denied"), "deny-one", 0);
    }

    @Check("without an ALLOW policy a request that neither CUSTOM nor DENY denies is allowed")
    void allowedWithoutAllow() {
        httpbin.deniesBy(() -> httpbin.get("/anything/denied"), "deny-one", 0);
        authorizerDenies("/anything/allowed");
        admits("/headers");
        admits("/anything/allowed");
    }

    @Check("with an ALLOW policy a request that it matches is allowed")
    void allowedByAllow() {
        manifests.apply(ALLOW);
        httpbin.deniesAsNoneAllows(() -> httpbin.get("/headers"));
        admits("/anything/allowed");
    }

    @Check("with an ALLOW policy a request that it does not match is denied, until the policy is gone")
    void deniedOtherwise() {
        admits("/headers");
        manifests.apply(ALLOW);
        httpbin.deniesAsNoneAllows(() -> httpbin.get("/headers"));
        manifests.remove(ALLOW);
        admits("/headers");
    }

    private void authorizerDenies(String path) {
        Exchange refused = traffic.eventually(() -> httpbin.send("GET", path, NO), Mesh.deniedByAuthorizer());
        httpbin.workload().sidecarRejected(refused, AUTHORIZER_DENIED);
    }

    private void admits(String path) {
        httpbin.workload().sidecarAdmitted(httpbin.serves(() -> httpbin.get(path)), 8080);
    }
}
