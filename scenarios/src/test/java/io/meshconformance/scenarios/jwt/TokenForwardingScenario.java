package io.meshconformance.scenarios.jwt;

import static io.meshconformance.harness.expect.Expectations.json;
import static io.meshconformance.harness.expect.Expectations.jsonLacks;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.scene.TokenIssuer;

@Scenario(
        id = "JWT-004",
        title = "The workload sees the token only where it is to be forwarded, and then unchanged",
        manifests = "workloads/httpbin.yaml",
        byProxy = false)
class TokenForwardingScenario {

    private @Given Manifests manifests;
    private @Given TokenIssuer tokens;
    private @Given("httpbin") Target httpbin;

    @Check("without forwardOriginalToken neither the header nor the query parameter reaches the workload")
    void kept() {
        manifests.apply("jwt/authentication.yaml");
        String token = tokens.valid("alice");
        httpbin.serves(() -> httpbin.get("/get", token), jsonLacks("/headers/Authorization"));
        httpbin.serves(
                () -> httpbin.get("/get?access_token=" + token + "&other=stays"),
                jsonLacks("/args/access_token"),
                json("/args/other/0", "stays"));
    }

    @Check("with forwardOriginalToken the workload sees the unchanged token, in the header and in the query")
    void forwarded() {
        manifests.apply("jwt/forwarding.yaml");
        String token = tokens.valid("alice");
        httpbin.refuses(() -> httpbin.get("/get", tokens.flawed(Flaw.EXPIRED, "alice")), Mesh.rejects(Flaw.EXPIRED));
        httpbin.serves(
                () -> httpbin.get("/get", token),
                json(
                        "/headers/Authorization/0",
                        "the very token",
                        seen -> seen.asText().equals("Bearer " + token)));
        httpbin.serves(
                () -> httpbin.get("/get?access_token=" + token),
                json(
                        "/args/access_token/0",
                        "the very token",
                        seen -> seen.asText().equals(token)));
    }
}
