package io.meshconformance.scenarios.dashboard;

import static io.meshconformance.harness.expect.Expectations.json;
import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.identity.User.BOB;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.grafana.Dashboard;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.TokenClaims;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Stage;

@Scenario(
        id = "GRAF-001",
        title = "The dashboard knows the user from the assertion that the mesh checked and passed on",
        manifests = {
            "dashboard/by-token.yaml",
            "dashboard/key-set-access.yaml",
            "workloads/dashboard.yaml",
            "routes/dashboard.yaml",
            "dashboard/token-forwarded.yaml",
            "dashboard/require-assertion.yaml"
        })
class AssertionSaysWhoScenario {

    @Check("its own API names the address of a user it had never seen, and that a token said so")
    void namesTheUser(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        traffic.eventually(
                () -> alice.get(stage.url(Dashboard.WHO_AM_I)),
                Dashboard.knows(ALICE),
                json("/email", ALICE.email()),
                Dashboard.learntBy("JWT"));
    }

    @Check("a token about somebody else that the browser brings along changes nothing")
    void ownTokenCountsForNothing(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        traffic.eventually(() -> alice.get(stage.url(Dashboard.WHO_AM_I)), Dashboard.knows(ALICE));
        String aboutBob = stage.mint()
                .valid(TokenClaims.of(stage.host(), "bob", stage.host()).with("email", BOB.email()));
        traffic.consistently(
                () -> alice.get(stage.url(Dashboard.WHO_AM_I), Proxy.ASSERTION, aboutBob), Dashboard.knows(ALICE));
    }

    @Check("where the mesh keeps the token (no forwardOriginalToken) it admits alice, and the dashboard knows nobody")
    void keptToken(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        traffic.eventually(() -> alice.get(stage.url(Dashboard.WHO_AM_I)), Dashboard.knows(ALICE));
        stage.apply("dashboard/token-kept.yaml");
        Exchange told = traffic.eventually(() -> alice.get(stage.url(Dashboard.WHO_AM_I)), Dashboard.knowsNobody());
        stage.workload("dashboard").sidecarSentTo(told, "inbound|3000|");
        stage.apply("dashboard/token-forwarded.yaml");
        traffic.eventually(() -> alice.get(stage.url(Dashboard.WHO_AM_I)), Dashboard.knows(ALICE));
    }
}
