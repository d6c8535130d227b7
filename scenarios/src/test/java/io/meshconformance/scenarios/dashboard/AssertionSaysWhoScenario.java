package io.meshconformance.scenarios.dashboard;

import static io.meshconformance.harness.expect.Expectations.json;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.grafana.Dashboard;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.TokenClaims;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.scene.TokenIssuer;

@Scenario(
        id = "GRAF-001",
        title = "The dashboard knows the user by the assertion that the mesh checked and passed on",
        manifests = {
            "dashboard/by-token.yaml",
            "dashboard/key-set-access.yaml",
            "workloads/dashboard.yaml",
            "routes/dashboard.yaml",
            "dashboard/token-forwarded.yaml",
            "dashboard/require-assertion.yaml"
        },
        users = "alice")
class AssertionSaysWhoScenario {

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given Route route;
    private @Given TokenIssuer tokens;
    private @Given Traffic traffic;
    private @Given("dashboard") Workload dashboard;

    @Check("the dashboard's API names the address of a user that is new to it, and the token as the source")
    void namesTheUser() {
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(
                () -> alice.get(route.url(Dashboard.WHO_AM_I)),
                Dashboard.knows(callers.known(ALICE)),
                dashboard.answers(),
                json("/email", callers.known(ALICE).email()),
                Dashboard.learntBy("JWT"));
    }

    @Check("a browser's own token about another user changes nothing")
    void ownTokenCountsForNothing() {
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(
                () -> alice.get(route.url(Dashboard.WHO_AM_I)),
                Dashboard.knows(callers.known(ALICE)),
                dashboard.answers());
        String aboutBob =
                tokens.valid(TokenClaims.of(route.host(), "bob", route.host()).with("email", "bob@example.com"));
        traffic.consistently(
                () -> alice.get(route.url(Dashboard.WHO_AM_I), Proxy.ASSERTION, aboutBob),
                Dashboard.knows(callers.known(ALICE)));
    }

    @Check("without forwardOriginalToken the mesh admits alice, and the dashboard knows no user")
    void keptToken() {
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(
                () -> alice.get(route.url(Dashboard.WHO_AM_I)),
                Dashboard.knows(callers.known(ALICE)),
                dashboard.answers());
        manifests.apply("dashboard/token-kept.yaml");
        Exchange told = traffic.eventually(() -> alice.get(route.url(Dashboard.WHO_AM_I)), Dashboard.knowsNobody());
        dashboard.sidecarAdmitted(told, 3000);
    }
}
