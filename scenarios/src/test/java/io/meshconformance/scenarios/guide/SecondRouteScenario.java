package io.meshconformance.scenarios.guide;

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

@Scenario(
        id = "GUIDE-005",
        title = "A second route to the same service carries another audience and is refused",
        manifests = {
            "workloads/nginx.yaml",
            "routes/nginx-with-identity.yaml",
            "routes/nginx-second.yaml",
            "guide/nginx-policies.yaml"
        },
        users = "alice")
class SecondRouteScenario {

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("second") Route second;
    private @Given("nginx") Workload nginx;

    @Check("the same user and service are admitted by the first route and refused by the mesh on the second")
    void secondRoute() {
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(() -> alice.get(route.url()), nginx.serves());
        callers.signIn(alice, ALICE, second.url());
        // Issuer and audience are both the route's host; the issuer is looked at first.
        Exchange refused = traffic.eventually(
                () -> alice.get(second.url()), Mesh.jwtRejected(401, "Jwt issuer is not configured"));
        nginx.sidecarRejected(refused, new TokenRejected("Jwt issuer is not configured"));
    }

    @Check("where the policy also trusts the second route's issuer, the mesh refuses its audience")
    void audienceAlone() {
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(() -> alice.get(route.url()), nginx.serves());
        manifests.apply("guide/second-issuer.yaml");
        callers.signIn(alice, ALICE, second.url());
        Exchange refused = traffic.eventually(
                () -> alice.get(second.url()), Mesh.jwtRejected(403, "Audiences in Jwt are not allowed"));
        nginx.sidecarRejected(refused, new TokenRejected("Audiences in Jwt are not allowed"));
    }
}
