package io.meshconformance.scenarios.guide;

import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;

@Scenario(
        id = "GUIDE-001",
        title = "Before any policy a signed-in user reaches nginx, and no assertion arrives there",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"},
        users = "alice")
class BeforeAnyPolicyScenario {

    private @Given Callers callers;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("nginx") Workload nginx;

    @Check("a signed-in user gets nginx's page, and nginx saw no assertion")
    void reaches() {
        Session alice = callers.signedIn(ALICE);
        Exchange page = traffic.eventually(() -> alice.get(route.url()), nginx.serves());
        nginx.saw(page, "\"assertion\":\"absent\"");
    }
}
