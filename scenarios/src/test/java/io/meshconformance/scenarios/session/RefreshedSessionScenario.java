package io.meshconformance.scenarios.session;

import static io.meshconformance.harness.expect.EchoedHeaders.only;
import static io.meshconformance.scenarios.session.SessionUser.ERIN;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Feature;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.RedirectChain;
import io.meshconformance.harness.identity.Jwt;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.oidc.ProviderAddress;
import io.meshconformance.harness.pomerium.Claims;
import io.meshconformance.harness.pomerium.ProxyControls;
import io.meshconformance.harness.pomerium.SharedSettings;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.PlatformControls;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.wait.Observation;
import io.meshconformance.harness.wait.Timeouts;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.SAME_THREAD)
@Scenario(
        id = "PROXY-029",
        title = "A session goes on beyond the provider's tokens, with what the provider says when it is asked anew",
        manifests = {
            "workloads/httpbin.yaml",
            "routes/httpbin-with-identity.yaml",
            "proxy/httpbin-without-identity.yaml"
        },
        proxyWide = true,
        needs = {Feature.SCRIPTED_REFRESH, Feature.MADE_UP_USERS})
class RefreshedSessionScenario {

    private static final String GROUPS = "X-Pomerium-Claim-Groups";

    private @Given Callers callers;
    private @Given PlatformControls platform;
    private @Given ProxyControls proxy;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("second") Route second;
    private @Given("httpbin") Workload httpbin;

    @Check("without a new sign-in the user comes to be in another group, is served after the tokens of the sign-in have"
            + " ended, and enters a second route")
    void goesOn() {
        Session erin = callers.browser(ERIN.subject());
        String page = route.url("/headers");
        try (SharedSettings settings = platform.proxySettings()) {
            settings.signInAt(ProviderAddress.SHORT_LIVED);
            Exchange entered = callers.signInAt(erin, ERIN, ProviderAddress.SHORT_LIVED, page);
            traffic.expect(entered, httpbin.serves(), only(GROUPS, "newcomers"));
            Jwt first = proxy.assertionAt(entered);
            traffic.within(Timeouts::signOutEffective)
                    .eventually(() -> erin.get(page), httpbin.serves(), only(GROUPS, "engineers"));
            Exchange later = traffic.eventually(
                    () -> erin.get(page), httpbin.serves(), IssuedLater.than(() -> first, ProviderAddress.SHORT_LIFE));
            traffic.consistently(() -> erin.get(page), httpbin.serves(), only(GROUPS, "engineers"));
            Claims.of(proxy.assertionAt(later), traffic).shareWith(first, "sid");
            RedirectChain way = erin.signInJourney(ERIN, second.url("/headers"));
            traffic.expect(way.last(), httpbin.serves());
            boolean asked = way.visited(ProviderAddress.HOST);
            traffic.expect(
                    "the way to the second route",
                    "not over the provider",
                    new Observation(!asked, asked ? "over the provider" : "not over the provider"));
        }
        // What the others stand on is back before they go on.
        callers.signInAt(erin, ERIN, ProviderAddress.ISSUER, page);
    }
}
