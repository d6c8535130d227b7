package io.meshconformance.scenarios.dashboard;

import static io.meshconformance.evidence.Answerer.PROVIDER;
import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.served;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.browser.Browser;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.grafana.Dashboard;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Stage;

@Scenario(
        id = "GRAF-007",
        title = "A person who opens the dashboard in a browser is known there without a login of its own",
        manifests = {
            "dashboard/by-token.yaml",
            "dashboard/key-set-access.yaml",
            "workloads/dashboard.yaml",
            "routes/dashboard.yaml",
            "dashboard/token-forwarded.yaml",
            "dashboard/require-assertion.yaml"
        })
class DashboardInBrowserScenario {

    @Check("after the provider's form there is no second one: the dashboard shows the person's own user")
    void isKnown(Stage stage, Traffic traffic, Browser browser) {
        traffic.eventually(() -> traffic.anonymous().get(stage.url()), Proxy.redirectsToSignIn());
        traffic.eventually(() -> browser.open(stage.url()), status(200), answeredBy(PROVIDER));
        browser.signIn(ALICE);
        traffic.eventually(() -> browser.open(stage.url()), served());
        browser.show("the dashboard's first page");
        traffic.eventually(() -> browser.open(stage.url(Dashboard.WHO_AM_I)), Dashboard.knows(ALICE));
        browser.show("who the dashboard says its user is");
    }
}
