package io.meshconformance.scenarios.guide;

import static io.meshconformance.harness.expect.Expectations.served;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.scene.Stage;

@Scenario(
        id = "GUIDE-001",
        title = "Before any policy a signed-in user reaches nginx, and no assertion arrives there",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"})
class BeforeAnyPolicyScenario {

    @Check("a signed-in user gets nginx's page, and nginx saw no assertion")
    void reaches(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        Exchange page = traffic.eventually(() -> alice.get(stage.url()), served());
        stage.workload("nginx").saw(page, "\"assertion\":\"absent\"");
    }
}
