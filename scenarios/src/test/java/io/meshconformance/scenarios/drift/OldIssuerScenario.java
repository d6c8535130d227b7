package io.meshconformance.scenarios.drift;

import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.accesslog.Decision.TokenRejected;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Route;

/**
 * Pomerium rewrote its guide in June 2026 (pomerium/documentation, ddac1b86): it names the route's host as issuer, and this
 * answer among its failure modes. Who goes by the guide given to this project still meets it.
 */
@Scenario(
        id = "DRIFT-001",
        title = "The given guide's issuer is refused; that of the guide since June 2026, the route's host, is taken",
        manifests = {"workloads/nginx.yaml", "routes/nginx-with-identity.yaml", "guide/nginx-policies.yaml"},
        users = "alice")
class OldIssuerScenario {

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("nginx") Workload nginx;

    @Check(
            "with the issuer of today's guide, the route's host, the user is served; with the given guide's: `Jwt issuer is not configured`")
    void refused() {
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(() -> alice.get(route.url()), nginx.serves());
        manifests.apply("drift/authenticate-issuer.yaml");
        Exchange refused =
                traffic.eventually(() -> alice.get(route.url()), Mesh.jwtRejected(401, "Jwt issuer is not configured"));
        nginx.sidecarRejected(refused, new TokenRejected("Jwt issuer is not configured"));
    }
}
