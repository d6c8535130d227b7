package io.meshconformance.scenarios.dashboard;

import static io.meshconformance.evidence.Answerer.APPLICATION;
import static io.meshconformance.evidence.Answerer.PROVIDER;
import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.browser.Browser;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.grafana.Dashboard;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;

@Scenario(
        id = "GRAF-007",
        title = "A user who opens the dashboard in a browser is known there without a second login",
        manifests = {
            "dashboard/by-token.yaml",
            "dashboard/key-set-access.yaml",
            "workloads/dashboard.yaml",
            "routes/dashboard.yaml",
            "dashboard/token-forwarded.yaml",
            "dashboard/require-assertion.yaml"
        },
        users = "alice")
class DashboardInBrowserScenario {

    private @Given Browser browser;
    private @Given Callers callers;
    private @Given Route route;
    private @Given Traffic traffic;

    @Check("after the provider's form no second one follows: the dashboard shows the user's own account")
    void isKnown() {
        traffic.eventually(() -> callers.anonymous().get(route.url()), Proxy.redirectsToSignIn());
        traffic.eventually(() -> browser.open(route.url()), status(200), answeredBy(PROVIDER));
        browser.signIn(ALICE);
        traffic.eventually(() -> browser.open(route.url()), status(200), answeredBy(APPLICATION));
        browser.show("the dashboard's first page");
        traffic.eventually(() -> browser.open(route.url(Dashboard.WHO_AM_I)), Dashboard.knows(callers.known(ALICE)));
        browser.show("who the dashboard says its user is");
    }
}
