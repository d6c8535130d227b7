package io.meshconformance.scenarios.policy;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Stage;
import io.meshconformance.harness.scene.Target;

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

    @Check("allowing all but one principal admits who has no token at all: it is no way to ask for one")
    void allBut(Stage stage, Traffic traffic) {
        Target httpbin = Target.httpbin(stage, traffic);
        httpbin.deniesAsNoneAllows(() -> httpbin.get("/anything/not-alice", httpbin.token("alice")));
        httpbin.serves(() -> httpbin.get("/anything/not-alice", httpbin.token("bob")));
        httpbin.serves(() -> httpbin.get("/anything/not-alice"));
    }

    @Check("denying who has no principal denies requests without a token, whatever else allows them")
    void withoutToken(Stage stage, Traffic traffic) {
        Target httpbin = Target.httpbin(stage, traffic);
        httpbin.serves(() -> httpbin.get("/anything/open"));
        stage.apply("policy/deny-tokenless.yaml");
        httpbin.deniesBy(() -> httpbin.get("/anything/open"), "deny-tokenless", 0);
        httpbin.serves(() -> httpbin.get("/anything/open", httpbin.token("alice")));
        stage.remove("policy/deny-tokenless.yaml");
    }
}
