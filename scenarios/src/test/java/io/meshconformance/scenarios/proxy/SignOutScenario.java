package io.meshconformance.scenarios.proxy;

import static io.meshconformance.evidence.Answerer.PROXY;
import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.served;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.RedirectChain;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.wait.Observation;
import io.meshconformance.harness.wait.Timeouts;
import java.time.Duration;

@Scenario(
        id = "PROXY-009",
        title = "Sign-out ends access on every route of the session",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml", "routes/nginx-second.yaml"})
class SignOutScenario {

    private @Given Callers callers;
    private @Given Route route;
    private @Given Timeouts timeouts;
    private @Given Traffic traffic;
    private @Given("second") Route second;
    private @Given("nginx") Workload nginx;

    @Check(
            "a sign-out on one route also ends the other route and a copied cookie, and the user's other session goes on")
    void everywhere() {
        traffic.eventually(() -> callers.anonymous().get(second.url()), Proxy.redirectsToSignIn());
        Session alice = callers.signedIn(ALICE);
        callers.signIn(alice, ALICE, second.url());
        Session thief = callers.browser("who copied the cookie");
        thief.cookies().put(alice.cookies().find(route.host(), Proxy.COOKIE).orElseThrow());
        Session other = callers.signedIn(ALICE);
        traffic.eventually(() -> alice.get(route.url()), served());
        traffic.eventually(() -> alice.get(second.url()), served());
        traffic.eventually(() -> thief.get(route.url()), served());
        traffic.eventually(() -> other.get(route.url()), served());

        RedirectChain out = alice.signOut(route.host());
        traffic.expect(out.last(), status(200), answeredBy(PROXY));
        traffic.expect(alice.get(route.url()), Proxy.redirectsToSignIn());
        nginx.neverSaw(ended(out, alice, second.url()));
        nginx.neverSaw(ended(out, thief, route.url()));
        traffic.consistently(() -> other.get(route.url()), served());
    }

    /** The real proxy keeps a session in a cache for up to 60 s; how long it took is part of the result. */
    private Exchange ended(RedirectChain out, Session session, String url) {
        Exchange last = traffic.within(Timeouts::signOutEffective)
                .eventually(() -> session.get(url), Proxy.redirectsToSignIn());
        Duration took = Duration.between(out.last().startedAt(), last.startedAt());
        Duration limit = timeouts.signOutEffective();
        traffic.expect(
                "from the sign-out to its effect on " + session.caller(),
                "at most " + limit.toSeconds() + " s",
                new Observation(took.compareTo(limit) <= 0, took.toMillis() + " ms"));
        return last;
    }
}
