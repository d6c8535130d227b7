package io.meshconformance.scenarios.guide;

import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.pomerium.Claims.claim;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.pomerium.Claims;
import io.meshconformance.harness.scene.Stage;
import io.meshconformance.harness.scene.Target;

@Scenario(
        id = "GUIDE-007",
        title = "A policy for the audience alone admits the assertion of nobody; one for a principal does not",
        manifests = {"workloads/httpbin.yaml", "routes/httpbin-public.yaml", "guide/httpbin-policies.yaml"})
class AnonymousAssertionScenario {

    @Check("on a public route the assertion of nobody is admitted for its audience, refused for want of a principal")
    void nobody(Stage stage, Traffic traffic) {
        Target httpbin = Target.httpbin(stage, traffic);
        httpbin.deniesAsNoneAllows(() -> httpbin.get("/headers"));
        Exchange told = httpbin.serves(() -> traffic.anonymous().get(stage.url("/headers")));
        Claims.of(stage.assertionAt(told), traffic)
                .signedBy("ES256", stage.publishedKeySet())
                .have(claim("sub", ""), claim("email", ""), claim("aud", stage.host()));
        stage.apply("guide/httpbin-principal.yaml");
        httpbin.deniesAsNoneAllows(() -> traffic.anonymous().get(stage.url("/headers")));
        stage.apply("routes/httpbin-with-identity.yaml");
        Session alice = stage.signedIn(ALICE);
        httpbin.serves(() -> alice.get(stage.url("/headers")));
    }
}
