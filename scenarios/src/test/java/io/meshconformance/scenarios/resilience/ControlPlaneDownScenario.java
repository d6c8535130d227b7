package io.meshconformance.scenarios.resilience;

import static io.meshconformance.harness.expect.Expectations.served;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.TokenClaims;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.PlatformPart;
import io.meshconformance.harness.scene.Stage;
import java.util.Set;

@Scenario(
        id = "RES-001",
        title = "Control plane down: policies in force stay in force, and nothing opens",
        manifests = {"workloads/httpbin.yaml", "jwt/authentication.yaml", "jwt/authorization.yaml"},
        meshWide = true)
class ControlPlaneDownScenario {

    @Check("who has a token is served and nobody else, before, during and after; then changes take effect again")
    void down(Stage stage, Traffic traffic) {
        traffic.eventually(() -> bearing(stage), served());
        traffic.eventually(() -> bearingNothing(stage), Mesh.rbacDenied());
        Set<String> connected = stage.connectedSidecars().names();
        try (PlatformPart controlPlane = stage.platformPart("istio-system", "istiod")) {
            controlPlane.stop();
            Exchange refused = traffic.consistently(() -> bearingNothing(stage), Mesh.rbacDenied());
            stage.workload("httpbin").wasSpared(refused, "rbac_access_denied_matched_policy[none]");
            traffic.consistently(() -> bearing(stage), served());
            stage.injection().refuses();
        }
        stage.injection().works();
        stage.connectedSidecars().awaitAll(connected);
        traffic.consistently(() -> bearingNothing(stage), Mesh.rbacDenied());
        traffic.eventually(() -> bearing(stage), served());
        stage.remove("jwt/authorization.yaml");
        traffic.eventually(() -> bearingNothing(stage), served());
    }

    private static Exchange bearing(Stage stage) {
        String token = stage.mint().valid(TokenClaims.of(stage.issuer(), "alice", stage.audience()));
        return stage.inside().get(stage.serviceUrl("httpbin", "/headers"), "Authorization", "Bearer " + token);
    }

    private static Exchange bearingNothing(Stage stage) {
        return stage.inside().get(stage.serviceUrl("httpbin", "/headers"));
    }
}
