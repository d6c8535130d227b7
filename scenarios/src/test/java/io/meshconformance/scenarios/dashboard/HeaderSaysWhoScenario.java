package io.meshconformance.scenarios.dashboard;

import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.identity.User.BOB;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Feature;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.grafana.Dashboard;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;

@Scenario(
        id = "GRAF-004",
        title = "Users who are signed in by the proxy's claim headers have their own identity and role",
        manifests = {"dashboard/by-header.yaml", "workloads/dashboard.yaml", "routes/dashboard.yaml"},
        users = {"alice", "bob"},
        needs = Feature.MADE_UP_USERS)
class HeaderSaysWhoScenario {

    private static final User CAROL = User.of("carol", "carol@example.com").in("Admin");

    private @Given Callers callers;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("dashboard") Workload dashboard;

    @Check("the address in the claim header names the user; the role is that of the groups header, or the default")
    void rightUserRightRole() {
        Session alice = callers.signedIn(ALICE);
        Session carol = callers.signedIn(CAROL);
        traffic.eventually(
                () -> alice.get(route.url(Dashboard.WHO_AM_I)),
                Dashboard.knows(callers.known(ALICE)),
                dashboard.answers());
        traffic.eventually(
                () -> carol.get(route.url(Dashboard.WHO_AM_I)),
                Dashboard.knows(callers.known(CAROL)),
                dashboard.answers());
        traffic.expect(
                carol.get(route.url(Dashboard.MEMBERS)),
                Dashboard.lists(callers.known(ALICE), "Editor"),
                Dashboard.lists(callers.known(CAROL), "Admin"),
                dashboard.answers());
    }

    @Check("a browser's own headers for address and role are ignored")
    void ownHeadersCountForNothing() {
        Session bob = callers.signedIn(BOB);
        Session carol = callers.signedIn(CAROL);
        Headers claims =
                Headers.none().with("X-Pomerium-Claim-Email", CAROL.email()).with("X-Pomerium-Claim-Groups", "Admin");
        traffic.eventually(
                () -> bob.get(route.url(Dashboard.WHO_AM_I)), Dashboard.knows(callers.known(BOB)), dashboard.answers());
        traffic.consistently(() -> bob.get(route.url(Dashboard.WHO_AM_I), claims), Dashboard.knows(callers.known(BOB)));
        traffic.expect(
                carol.get(route.url(Dashboard.MEMBERS)),
                Dashboard.lists(callers.known(BOB), "Editor"),
                dashboard.answers());
    }
}
