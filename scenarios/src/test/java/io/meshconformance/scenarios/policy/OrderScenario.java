package io.meshconformance.scenarios.policy;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Stage;
import io.meshconformance.harness.scene.Target;

@Scenario(
        id = "POL-001",
        title = "CUSTOM denies first, then DENY; without ALLOW all is allowed, with it only what matches",
        manifests = {"workloads/httpbin.yaml", "policy/authorizer.yaml", "policy/ask.yaml", "policy/deny-one.yaml"})
class OrderScenario {

    private static final String ALLOW = "policy/allow-two.yaml";
    private static final Headers NO = Headers.none().with("x-conformance-authorize", "deny");

    @Check("1: what CUSTOM and DENY both deny, the authorizer denies")
    void customFirst(Stage stage, Traffic traffic) {
        Target httpbin = Target.httpbin(stage, traffic);
        admits(stage, httpbin, "/anything/allowed");
        httpbin.deniesBy(() -> httpbin.get("/anything/denied"), "deny-one", 0);
        authorizerDenies(stage, traffic, httpbin, "/anything/denied");
    }

    @Check("2: what the authorizer and an ALLOW policy let pass, DENY denies")
    void denySecond(Stage stage, Traffic traffic) {
        Target httpbin = Target.httpbin(stage, traffic);
        stage.apply(ALLOW);
        httpbin.deniesAsNoneAllows(() -> httpbin.get("/headers"));
        admits(stage, httpbin, "/anything/allowed");
        httpbin.deniesBy(() -> httpbin.get("/anything/denied"), "deny-one", 0);
        stage.remove(ALLOW);
    }

    @Check("3: without an ALLOW policy, whatever neither of them denies is allowed")
    void allowedWithoutAllow(Stage stage, Traffic traffic) {
        Target httpbin = Target.httpbin(stage, traffic);
        httpbin.deniesBy(() -> httpbin.get("/anything/denied"), "deny-one", 0);
        authorizerDenies(stage, traffic, httpbin, "/anything/allowed");
        admits(stage, httpbin, "/headers");
        admits(stage, httpbin, "/anything/allowed");
    }

    @Check("4: with one, what it matches is allowed")
    void allowedByAllow(Stage stage, Traffic traffic) {
        Target httpbin = Target.httpbin(stage, traffic);
        stage.apply(ALLOW);
        httpbin.deniesAsNoneAllows(() -> httpbin.get("/headers"));
        admits(stage, httpbin, "/anything/allowed");
        stage.remove(ALLOW);
    }

    @Check("5: and all else is denied, until it is gone")
    void deniedOtherwise(Stage stage, Traffic traffic) {
        Target httpbin = Target.httpbin(stage, traffic);
        admits(stage, httpbin, "/headers");
        stage.apply(ALLOW);
        httpbin.deniesAsNoneAllows(() -> httpbin.get("/headers"));
        stage.remove(ALLOW);
        admits(stage, httpbin, "/headers");
    }

    private static void authorizerDenies(Stage stage, Traffic traffic, Target httpbin, String path) {
        Exchange refused = traffic.eventually(() -> httpbin.send("GET", path, NO), Mesh.deniedByAuthorizer());
        stage.workload("httpbin").wasSpared(refused, "ext_authz_denied");
    }

    private static void admits(Stage stage, Target httpbin, String path) {
        stage.workload("httpbin").sidecarSentTo(httpbin.serves(() -> httpbin.get(path)), "inbound|8080|");
    }
}
