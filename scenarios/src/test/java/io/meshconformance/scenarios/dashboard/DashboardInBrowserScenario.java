package io.meshconformance.scenarios.dashboard;

import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.traffic.Answerer.PROVIDER;
import static io.meshconformance.harness.traffic.Expectations.answeredBy;
import static io.meshconformance.harness.traffic.Expectations.served;
import static io.meshconformance.harness.traffic.Expectations.status;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.browser.Browser;
import io.meshconformance.harness.stage.Dashboard;
import io.meshconformance.harness.stage.Stage;
import io.meshconformance.harness.traffic.Proxy;
import io.meshconformance.harness.traffic.Traffic;

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
