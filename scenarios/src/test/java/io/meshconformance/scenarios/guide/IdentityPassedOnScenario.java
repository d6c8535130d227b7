package io.meshconformance.scenarios.guide;

import static io.meshconformance.harness.expect.Expectations.served;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Stage;

@Scenario(
        id = "GUIDE-003",
        title = "pass_identity_headers turns the refusal into success and back, with nothing restarted",
        manifests = {"workloads/nginx.yaml", "routes/nginx-with-identity.yaml", "guide/nginx-policies.yaml"})
class IdentityPassedOnScenario {

    private static final String PASS = "ingress.pomerium.io/pass_identity_headers";

    @Check("\"true\" admits, \"false\" refuses, \"true\" again admits, its removal refuses")
    void flips(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        String proxy = stage.workload("pomerium", "pomerium").incarnation();
        String nginx = stage.workload("nginx").incarnation();
        admits(stage, traffic, alice);
        stage.annotate("nginx", PASS, "false");
        refuses(stage, traffic, alice);
        stage.annotate("nginx", PASS, "true");
        admits(stage, traffic, alice);
        stage.removeAnnotation("nginx", PASS);
        refuses(stage, traffic, alice);
        stage.workload("pomerium", "pomerium").isStill(proxy);
        stage.workload("nginx").isStill(nginx);
    }

    private static void admits(Stage stage, Traffic traffic, Session alice) {
        Exchange page = traffic.eventually(() -> alice.get(stage.url()), served());
        stage.workload("nginx").saw(page, "\"status\":\"200\"");
    }

    private static void refuses(Stage stage, Traffic traffic, Session alice) {
        Exchange refused = traffic.eventually(() -> alice.get(stage.url()), Mesh.rbacDenied());
        stage.workload("nginx").wasSpared(refused, "rbac_access_denied_matched_policy[none]");
    }
}
