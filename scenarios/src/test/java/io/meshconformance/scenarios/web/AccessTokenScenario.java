package io.meshconformance.scenarios.web;

import static io.meshconformance.harness.expect.Expectations.status;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.EchoedHeaders;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.identity.Jwt;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.pomerium.Claims;
import io.meshconformance.harness.scene.Stage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Scenario(
        id = "WEB-002",
        title = "The access token travels from the frontend to the customers and is judged there",
        manifests = {"web/shop.yaml", "web/request-authentication.yaml", "web/authorization-policy.yaml"},
        tokens = "RS256")
class AccessTokenScenario {

    @Check("what the customers are sent is the user's own token: signed with RS256, for their audience")
    void travels(Stage stage, Traffic traffic) {
        Exchange told = traffic.eventually(new Page(stage)::signedIn, status(200), Page.isShown());
        String sent = EchoedHeaders.in(told).first("Authorization").replace("Bearer ", "");
        Claims.of(Jwt.parse(sent), traffic)
                .signedBy("RS256", stage.mint().key().publicJwks())
                .have(Claims.claim("aud", stage.audience()), Claims.claim("sub", "alice"));
    }

    @ParameterizedTest(name = "a token with the flaw {0} is refused at the customers, and the page says so")
    @EnumSource(names = {"EXPIRED", "FOREIGN_KEY", "WRONG_ISSUER", "WRONG_AUDIENCE"})
    void refused(Flaw flaw, Stage stage, Traffic traffic) {
        Page page = new Page(stage);
        traffic.eventually(page::signedIn, status(200), Page.isShown());
        String token = stage.mint().flawed(flaw, page.claims());
        Exchange refused = traffic.eventually(() -> page.with(token), Mesh.rejects(flaw), Page.isShown());
        stage.workload("customers").wasSpared(refused, "jwt_authn_access_denied");
    }
}
