package io.meshconformance.scenarios.dashboard;

import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.expect.WebSockets;
import io.meshconformance.harness.grafana.Dashboard;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Route;

@Scenario(
        id = "GRAF-008",
        title = "The dashboard's WebSocket opens for its own pages, and is refused to pages of another origin",
        manifests = {
            "dashboard/by-token-at-its-host.yaml",
            "dashboard/key-set-access.yaml",
            "workloads/dashboard.yaml",
            "dashboard/live.yaml",
            "dashboard/live-host-kept.yaml",
            "dashboard/require-either-assertion.yaml"
        },
        users = "alice")
class LiveScenario {

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("second") Route second;
    private @Given("dashboard") Workload dashboard;

    @Check(
            "where the dashboard is told the route's address, a page of the route opens it, and a page of another host not")
    void byAddress() {
        Session alice = callers.signedIn(ALICE);
        dashboardSays(WebSockets.opened(), alice, route, origin(route));
        dashboardSays(Dashboard.refusesOrigin(), alice, route, "https://elsewhere.test");
        dashboardSays(Dashboard.refusesOrigin(), alice, route, origin(second));
    }

    @Check(
            "where the proxy passes the route's host on, a page of the route opens it; where it does not, the page is refused")
    void byHost() {
        Session alice = callers.signedIn(ALICE, second);
        dashboardSays(WebSockets.opened(), alice, second, origin(second));
        dashboardSays(Dashboard.refusesOrigin(), alice, second, "https://elsewhere.test");
        manifests.apply("dashboard/live-host-rewritten.yaml");
        dashboardSays(Dashboard.refusesOrigin(), alice, second, origin(second));
    }

    @Check("without a session, or on a route that allows no WebSockets, the dashboard is not asked")
    void atTheProxy() {
        Session alice = callers.signedIn(ALICE);
        dashboardSays(WebSockets.opened(), alice, route, origin(route));
        dashboard.neverSaw(
                traffic.consistently(() -> open(callers.anonymous(), route, origin(route)), Proxy.redirectsToSignIn()));
        manifests.apply("routes/dashboard.yaml");
        dashboard.neverSaw(traffic.eventually(() -> open(alice, route, origin(route)), Proxy.upgradeRefused()));
    }

    private void dashboardSays(Expectation answer, Session session, Route at, String origin) {
        Exchange told = traffic.eventually(() -> open(session, at, origin), answer);
        dashboard.sidecarAdmitted(told, 3000);
    }

    private static Exchange open(Session session, Route at, String origin) {
        return session.get(at.url(Dashboard.LIVE), WebSockets.handshakeFrom(origin));
    }

    private static String origin(Route at) {
        return "https://" + at.host();
    }
}
