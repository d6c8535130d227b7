package io.meshconformance.scenarios.guide;

import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyControls;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.scene.Target;

@Scenario(
        id = "GUIDE-006",
        title = "An assertion taken from one route is refused at another service",
        manifests = {
            "guide/httpbin-policies.yaml",
            "workloads/httpbin.yaml",
            "routes/httpbin-with-identity.yaml",
            "guide/second-workload.yaml"
        },
        users = "alice")
class AssertionElsewhereScenario {

    private @Given Callers callers;
    private @Given ProxyControls proxy;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("second") Route secondRoute;
    private @Given("httpbin") Target first;
    private @Given("second") Target second;

    @Check(
            "an assertion that the first service admits from a pod in the mesh is refused by the second for its audience")
    void elsewhere() {
        Session alice = callers.signedIn(ALICE);
        first.deniesFromTheStart(() -> first.get("/headers"));
        Exchange told = first.serves(() -> alice.get(route.url("/headers")));
        String stolen = proxy.assertionAt(told).compact();
        first.serves(() -> first.get("/headers", Proxy.ASSERTION, stolen));
        callers.signIn(alice, ALICE, secondRoute.url());
        second.serves(() -> alice.get(secondRoute.url("/headers")));
        Expectation refusal = Mesh.jwtRejected(403, "Audiences in Jwt are not allowed");
        second.refuses(() -> second.get("/headers", Proxy.ASSERTION, stolen), refusal);
        traffic.consistently(() -> second.get("/headers", Proxy.ASSERTION, stolen), refusal);
    }
}
