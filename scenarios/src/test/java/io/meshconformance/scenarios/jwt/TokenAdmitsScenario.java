package io.meshconformance.scenarios.jwt;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.scene.TokenIssuer;

@Scenario(
        id = "JWT-001",
        title =
                "A valid token admits; a missing token is refused where a policy asks for one, and passes where none does",
        manifests = {"workloads/httpbin.yaml", "jwt/authentication.yaml"},
        byProxy = false)
class TokenAdmitsScenario {

    private static final String PATH = "/headers";

    private @Given Manifests manifests;
    private @Given TokenIssuer tokens;
    private @Given("httpbin") Target httpbin;

    @Check("without a policy the workload serves with a valid token and without a token")
    void withoutPolicy() {
        httpbin.serves(() -> httpbin.get(PATH, tokens.valid("alice")));
        httpbin.serves(() -> httpbin.get(PATH));
    }

    @Check("with an ALLOW policy the mesh admits a valid token and refuses a request without a token")
    void withPolicy() {
        manifests.apply("jwt/authorization.yaml");
        httpbin.deniesAsNoneAllows(() -> httpbin.get(PATH));
        httpbin.serves(() -> httpbin.get(PATH, tokens.valid("alice")));
    }
}
