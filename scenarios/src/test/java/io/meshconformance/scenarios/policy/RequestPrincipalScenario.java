package io.meshconformance.scenarios.policy;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.scene.TokenIssuer;

@Scenario(
        id = "POL-004",
        title = "A policy for request principals: no token is denied, an invalid one refused, the right one admitted",
        manifests = {"workloads/httpbin.yaml", "jwt/authentication.yaml", "policy/request-principals.yaml"},
        byProxy = false)
class RequestPrincipalScenario {

    private @Given Manifests manifests;
    private @Given TokenIssuer tokens;
    private @Given("httpbin") Target httpbin;

    @Check(
            "a rule for any principal admits valid tokens, the policy denies a missing token, authentication an invalid one")
    void any() {
        httpbin.serves(() -> httpbin.get("/anything/any", tokens.valid("alice")));
        httpbin.serves(() -> httpbin.get("/anything/any", tokens.valid("bob")));
        httpbin.deniesAsNoneAllows(() -> httpbin.get("/anything/any"));
        String expired = tokens.flawed(Flaw.EXPIRED, "alice");
        httpbin.refuses(() -> httpbin.get("/anything/any", expired), Mesh.rejects(Flaw.EXPIRED));
    }

    @Check("a rule for one exact principal admits that subject and denies another subject of the same issuer")
    void exact() {
        httpbin.serves(() -> httpbin.get("/anything/alice", tokens.valid("alice")));
        httpbin.deniesAsNoneAllows(() -> httpbin.get("/anything/alice", tokens.valid("bob")));
        httpbin.deniesAsNoneAllows(() -> httpbin.get("/anything/alice", tokens.valid("alice2")));
    }

    @Check("allowing all but one principal also admits requests without a token")
    void allBut() {
        httpbin.deniesAsNoneAllows(() -> httpbin.get("/anything/not-alice", tokens.valid("alice")));
        httpbin.serves(() -> httpbin.get("/anything/not-alice", tokens.valid("bob")));
        httpbin.serves(() -> httpbin.get("/anything/not-alice"));
    }

    @Check("a denial of requests without a principal denies requests without a token, whatever policy allows them")
    void withoutToken() {
        httpbin.serves(() -> httpbin.get("/anything/open"));
        manifests.apply("policy/deny-tokenless.yaml");
        httpbin.deniesBy(() -> httpbin.get("/anything/open"), "deny-tokenless", 0);
        httpbin.serves(() -> httpbin.get("/anything/open", tokens.valid("alice")));
    }
}
