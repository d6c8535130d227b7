package io.meshconformance.scenarios.resilience;

import static io.meshconformance.evidence.Answerer.NONE;
import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.identity.User.BOB;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Feature;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.RedirectChain;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.oidc.ProviderAddress;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.PlatformControls;
import io.meshconformance.harness.scene.PlatformPart;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.wait.Observation;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.SAME_THREAD)
@Scenario(
        id = "RES-003",
        title = "While the identity provider is down, sessions go on and a new sign-in fails at the provider",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"},
        proxyWide = true,
        users = {"alice", "bob"},
        needs = Feature.PROVIDER_CONTROL)
class ProviderDownScenario {

    private @Given Callers callers;
    private @Given PlatformControls platform;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("nginx") Workload nginx;

    @Check("a signed-in user is served; a new sign-in ends at the provider, which does not answer, until it is back")
    void down() {
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(() -> alice.get(route.url()), nginx.serves());
        Session bob = callers.browser("bob");
        try (PlatformPart provider = platform.identityProvider()) {
            provider.stop();
            traffic.consistently(() -> alice.get(route.url()), nginx.serves());
            RedirectChain failed = bob.signInJourney(BOB, route.url());
            boolean asked = failed.visited(ProviderAddress.HOST);
            traffic.expect("the way of the sign-in", "leads to the provider", new Observation(asked, way(failed)));
            traffic.expect(failed.last(), answeredBy(NONE));
            Exchange refused = traffic.consistently(() -> bob.get(route.url()), Proxy.redirectsToSignIn());
            nginx.neverSaw(refused);
        }
        callers.signIn(bob, BOB, route.url());
        traffic.eventually(() -> bob.get(route.url()), nginx.serves());
    }

    private static String way(RedirectChain journey) {
        return journey.hops().stream()
                .map(hop -> hop.request().url().host() + hop.request().url().path())
                .toList()
                .toString();
    }
}
