package io.meshconformance.scenarios.policy;

import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.scenario.Check;
import io.meshconformance.harness.scenario.Scenario;
import io.meshconformance.harness.stage.Stage;
import io.meshconformance.harness.stage.Target;
import io.meshconformance.harness.traffic.Mesh;
import io.meshconformance.harness.traffic.Traffic;

@Scenario(
        id = "POL-004",
        title = "A policy for request principals: no token is denied, an invalid one refused, the right one admitted",
        manifests = {"workloads/httpbin.yaml", "jwt/authentication.yaml", "policy/request-principals.yaml"})
class RequestPrincipalScenario {

    @Check("any principal: valid tokens are admitted, none is denied by the policy, an invalid one by authentication")
    void any(Stage stage, Traffic traffic) {
        Target httpbin = Target.httpbin(stage, traffic);
        httpbin.serves(() -> httpbin.get("/anything/any", httpbin.token("alice")));
        httpbin.serves(() -> httpbin.get("/anything/any", httpbin.token("bob")));
        httpbin.deniesAsNoneAllows(() -> httpbin.get("/anything/any"));
        String expired = stage.mint().flawed(Flaw.EXPIRED, httpbin.claims("alice"));
        httpbin.refuses(() -> httpbin.get("/anything/any", expired), Mesh.rejects(Flaw.EXPIRED));
    }

    @Check("one exact principal: that subject is admitted, another subject of the same issuer is denied")
    void exact(Stage stage, Traffic traffic) {
        Target httpbin = Target.httpbin(stage, traffic);
        httpbin.serves(() -> httpbin.get("/anything/alice", httpbin.token("alice")));
        httpbin.deniesAsNoneAllows(() -> httpbin.get("/anything/alice", httpbin.token("bob")));
        httpbin.deniesAsNoneAllows(() -> httpbin.get("/anything/alice", httpbin.token("alice2")));
    }
}
