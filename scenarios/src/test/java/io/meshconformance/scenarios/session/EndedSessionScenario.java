package io.meshconformance.scenarios.session;

import static io.meshconformance.scenarios.session.SessionUser.ERIN;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Feature;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.oidc.ProviderAddress;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyControls;
import io.meshconformance.harness.pomerium.SharedSettings;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.PlatformControls;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.wait.Timeouts;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.SAME_THREAD)
@Scenario(
        id = "PROXY-031",
        title = "A session ends with the time that the settings give it, and the next sign-in leads to the page",
        manifests = {
            "workloads/httpbin.yaml",
            "routes/httpbin-with-identity.yaml",
            "proxy/httpbin-without-identity.yaml"
        },
        proxyWide = true,
        needs = {Feature.SCRIPTED_REFRESH, Feature.MADE_UP_USERS})
class EndedSessionScenario {

    private @Given Callers callers;
    private @Given PlatformControls platform;
    private @Given ProxyControls proxy;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("second") Route second;
    private @Given("httpbin") Workload httpbin;

    /** The second route is entered late, so that what it was given would outlast a session that is not looked at. */
    @Check("copied cookies of both routes end with a session of 30 s that was refreshed; the user signs in again")
    void ends() {
        Session erin = callers.browser(ERIN.subject());
        Session thief = callers.browser("who copied the cookies");
        String page = route.url("/headers");
        try (SharedSettings settings = platform.proxySettings()) {
            settings.put("cookie", Map.of("expire", "30s"));
            settings.signInAt(ProviderAddress.SHORT_LIVED);
            refreshed(erin, page);
            traffic.expect(callers.signIn(erin, ERIN, second.url("/headers")), httpbin.serves());
            copied(erin, thief, route);
            copied(erin, thief, second);
            httpbin.neverSaw(traffic.eventually(() -> thief.get(page), Proxy.redirectsToSignIn()));
            httpbin.neverSaw(traffic.eventually(() -> thief.get(second.url("/headers")), Proxy.redirectsToSignIn()));
            httpbin.neverSaw(traffic.eventually(() -> thief.asApi().get(page), Proxy.unauthenticatedJson()));
            traffic.expect(erin.signIn(ERIN, second.url("/headers")), httpbin.serves());
            traffic.expect(erin.signIn(ERIN, page), httpbin.serves());
        }
        // What the others stand on is back before they go on.
        callers.signInAt(erin, ERIN, ProviderAddress.ISSUER, page);
    }

    /** For up to a minute after a change of its settings a real proxy refreshes no session: one of 30 s may end before. */
    private void refreshed(Session erin, String page) {
        var first = new AtomicReference<>(
                proxy.assertionAt(callers.signInAt(erin, ERIN, ProviderAddress.SHORT_LIVED, page)));
        traffic.within(Timeouts::signOutEffective)
                .eventually(
                        () -> {
                            Exchange seen = erin.get(page);
                            if (Proxy.redirectsToSignIn().judge(seen).held()) {
                                first.set(proxy.assertionAt(erin.signIn(ERIN, page)));
                            }
                            return seen;
                        },
                        httpbin.serves(),
                        IssuedLater.than(first::get, ProviderAddress.SHORT_LIFE));
    }

    private static void copied(Session from, Session to, Route where) {
        to.cookies().put(from.cookies().find(where.host(), Proxy.COOKIE).orElseThrow());
    }
}
