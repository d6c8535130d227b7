package io.meshconformance.scenarios.resilience;

import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.identity.User.BOB;
import static io.meshconformance.harness.traffic.Answerer.NOBODY;
import static io.meshconformance.harness.traffic.Expectations.answeredBy;
import static io.meshconformance.harness.traffic.Expectations.served;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.platform.Addresses;
import io.meshconformance.harness.stage.PlatformPart;
import io.meshconformance.harness.stage.Stage;
import io.meshconformance.harness.traffic.Exchange;
import io.meshconformance.harness.traffic.Journey;
import io.meshconformance.harness.traffic.Proxy;
import io.meshconformance.harness.traffic.Session;
import io.meshconformance.harness.traffic.Traffic;
import io.meshconformance.harness.wait.Reading;

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
            Journey failed = bob.signInJourney(BOB, stage.url());
            boolean asked = failed.visited(Addresses.IDENTITY_PROVIDER);
            traffic.expect("the way of the sign-in", "leads to the provider", new Reading(asked, way(failed)));
            traffic.expect(failed.last(), answeredBy(NOBODY));
            Exchange refused = traffic.consistently(() -> bob.get(stage.url()), Proxy.redirectsToSignIn());
            stage.workload("nginx").wasNotReachedBy(refused);
        }
        traffic.signedIn(bob, BOB, stage.url());
        traffic.eventually(() -> bob.get(stage.url()), served());
    }

    private static String way(Journey journey) {
        return journey.hops().stream()
                .map(hop -> hop.request().url().host() + hop.request().url().path())
                .toList()
                .toString();
    }
}
