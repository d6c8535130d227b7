package io.meshconformance.scenarios.proxy;

import static io.meshconformance.evidence.Answerer.PROXY;
import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.served;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.RedirectChain;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Stage;
import io.meshconformance.harness.wait.Observation;
import io.meshconformance.harness.wait.Timeouts;
import java.time.Duration;

@Scenario(
        id = "PROXY-009",
        title = "Sign-out ends access on every route of the session",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml", "routes/nginx-second.yaml"})
class SignOutScenario {

    @Check("signed out on one route: the other route and a copied cookie end too; the user's other session goes on")
    void everywhere(Stage stage, Traffic traffic) {
        traffic.eventually(() -> traffic.anonymous().get(stage.secondUrl()), Proxy.redirectsToSignIn());
        Session alice = stage.signedIn(ALICE);
        traffic.signedIn(alice, ALICE, stage.secondUrl());
        Session thief = traffic.browser("who copied the cookie");
        thief.cookies().put(alice.cookies().find(stage.host(), "_pomerium").orElseThrow());
        Session other = stage.signedIn(ALICE);
        traffic.eventually(() -> alice.get(stage.url()), served());
        traffic.eventually(() -> alice.get(stage.secondUrl()), served());
        traffic.eventually(() -> thief.get(stage.url()), served());
        traffic.eventually(() -> other.get(stage.url()), served());

        RedirectChain out = alice.signOut(stage.host());
        traffic.expect(out.last(), status(200), answeredBy(PROXY));
        traffic.expect(alice.get(stage.url()), Proxy.redirectsToSignIn());
        stage.workload("nginx").wasNotReachedBy(ended(stage, traffic, out, alice, stage.secondUrl()));
        stage.workload("nginx").wasNotReachedBy(ended(stage, traffic, out, thief, stage.url()));
        traffic.consistently(() -> other.get(stage.url()), served());
    }

    /** The real proxy keeps a session in a cache for up to 60 s; how long it took is part of the result. */
    private static Exchange ended(Stage stage, Traffic traffic, RedirectChain out, Session session, String url) {
        Exchange last = traffic.within(Timeouts::signOutEffective)
                .eventually(() -> session.get(url), Proxy.redirectsToSignIn());
        Duration took = Duration.between(out.last().startedAt(), last.startedAt());
        Duration limit = stage.timeouts().signOutEffective();
        traffic.expect(
                "from the sign-out to its effect on " + session.caller(),
                "at most " + limit.toSeconds() + " s",
                new Observation(took.compareTo(limit) <= 0, took.toMillis() + " ms"));
        return last;
    }
}
