package io.meshconformance.scenarios.guide;

import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.pomerium.Claims.claim;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.pomerium.Claims;
import io.meshconformance.harness.pomerium.ProxyControls;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.scene.Target;

@Scenario(
        id = "GUIDE-007",
        title = "A policy for the audience alone admits an anonymous assertion; a policy for a principal does not",
        manifests = {"guide/httpbin-policies.yaml", "workloads/httpbin.yaml", "routes/httpbin-public.yaml"},
        users = "alice")
class AnonymousAssertionScenario {

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given ProxyControls proxy;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("httpbin") Target httpbin;

    @Check("on a public route the anonymous assertion is admitted by its audience and refused by a rule for principals")
    void nobody() {
        httpbin.deniesFromTheStart(() -> httpbin.get("/headers"));
        Exchange told = httpbin.serves(() -> callers.anonymous().get(route.url("/headers")));
        Claims.of(proxy.assertionAt(told), traffic)
                .signedBy("ES256", proxy.publishedKeySet())
                .have(claim("sub", ""), claim("email", ""), claim("aud", route.host()));
        manifests.apply("guide/httpbin-principal.yaml");
        httpbin.deniesAsNoneAllows(() -> callers.anonymous().get(route.url("/headers")));
        manifests.apply("routes/httpbin-with-identity.yaml");
        Session alice = callers.signedIn(ALICE);
        httpbin.serves(() -> alice.get(route.url("/headers")));
    }
}
