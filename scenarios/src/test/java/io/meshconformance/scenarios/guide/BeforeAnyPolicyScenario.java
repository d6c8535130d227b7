package io.meshconformance.scenarios.guide;

import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.traffic.Expectations.served;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.stage.Stage;
import io.meshconformance.harness.traffic.Exchange;
import io.meshconformance.harness.traffic.Session;
import io.meshconformance.harness.traffic.Traffic;

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
