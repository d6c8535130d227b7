package io.meshconformance.scenarios.jwt;

import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.scene.TokenIssuer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Scenario(
        id = "JWT-002",
        title = "Each flaw of a token is refused with a code and a text of its own",
        manifests = {"workloads/httpbin.yaml", "jwt/authentication.yaml"},
        byProxy = false)
class FlawedTokenScenario {

    private static final String PATH = "/anything/flawed";

    private @Given TokenIssuer tokens;
    private @Given("httpbin") Target httpbin;

    @ParameterizedTest(name = "a token {0} is refused where a valid one is admitted")
    @EnumSource
    void refused(Flaw flaw) {
        httpbin.serves(() -> httpbin.get(PATH, tokens.valid("alice")));
        String flawed = tokens.flawed(flaw, "alice");
        httpbin.refuses(() -> httpbin.get(PATH, flawed), Mesh.rejects(flaw));
    }
}
