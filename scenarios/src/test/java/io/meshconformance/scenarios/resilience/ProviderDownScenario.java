package io.meshconformance.scenarios.resilience;

import static io.meshconformance.evidence.Answerer.NOBODY;
import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.served;
import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.identity.User.BOB;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.RedirectChain;
import io.meshconformance.harness.oidc.ProviderAddress;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.PlatformPart;
import io.meshconformance.harness.scene.Stage;
import io.meshconformance.harness.wait.Observation;

@Scenario(
        id = "RES-003",
        title = "Identity provider down: sessions go on, a new sign-in fails clearly, and there is no way round",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"},
        meshWide = true)
class ProviderDownScenario {

    @Check("who is signed in is served; who is not ends at the provider, where nobody answers, until it is back")
    void down(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        traffic.eventually(() -> alice.get(stage.url()), served());
        Session bob = traffic.browser("bob");
        try (PlatformPart provider = stage.platformPart("identity-provider", "identity-provider")) {
            provider.stop();
            traffic.consistently(() -> alice.get(stage.url()), served());
            RedirectChain failed = bob.signInJourney(BOB, stage.url());
            boolean asked = failed.visited(ProviderAddress.HOST);
            traffic.expect("the way of the sign-in", "leads to the provider", new Observation(asked, way(failed)));
            traffic.expect(failed.last(), answeredBy(NOBODY));
            Exchange refused = traffic.consistently(() -> bob.get(stage.url()), Proxy.redirectsToSignIn());
            stage.workload("nginx").wasNotReachedBy(refused);
        }
        traffic.signedIn(bob, BOB, stage.url());
        traffic.eventually(() -> bob.get(stage.url()), served());
    }

    private static String way(RedirectChain journey) {
        return journey.hops().stream()
                .map(hop -> hop.request().url().host() + hop.request().url().path())
                .toList()
                .toString();
    }
}
