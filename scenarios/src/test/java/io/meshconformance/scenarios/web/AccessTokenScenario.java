package io.meshconformance.scenarios.web;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.accesslog.Decision.TokenRejected;
import io.meshconformance.harness.expect.EchoedHeaders;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.identity.Jwt;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Claims;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.TokenIssuer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Scenario(
        id = "WEB-002",
        title = "The access token travels from the frontend to the customers service and is judged there",
        manifests = {"web/shop.yaml", "web/request-authentication.yaml", "web/authorization-policy.yaml"},
        tokens = "RS256")
class AccessTokenScenario {

    private @Given Callers callers;
    private @Given TokenIssuer tokens;
    private @Given Traffic traffic;
    private @Given("customers") Workload customers;
    private @Given("web-frontend") Workload frontend;

    @Check("the customers service gets the user's own token, signed with RS256, for its own audience")
    void travels() {
        Exchange told =
                traffic.eventually(() -> page().with(tokens.valid("alice")), frontend.serves(), customers.answers());
        String sent = EchoedHeaders.in(told).first("Authorization").replace("Bearer ", "");
        Claims.of(Jwt.parse(sent), traffic)
                .signedBy("RS256", tokens.keySet())
                .have(Claims.claim("aud", tokens.audience()), Claims.claim("sub", "alice"));
    }

    @ParameterizedTest(name = "a token with the flaw {0} is refused at the customers, and the page says so")
    @EnumSource(names = {"EXPIRED", "FOREIGN_KEY", "WRONG_ISSUER", "WRONG_AUDIENCE"})
    void refused(Flaw flaw) {
        traffic.eventually(() -> page().with(tokens.valid("alice")), frontend.serves(), customers.answers());
        String token = tokens.flawed(flaw, "alice");
        Exchange refused = traffic.eventually(() -> page().with(token), Page.of(Mesh.rejects(flaw)));
        customers.sidecarRejected(refused, new TokenRejected(refused.body()));
    }

    private Page page() {
        return new Page(callers.outside(), frontend.url());
    }
}
