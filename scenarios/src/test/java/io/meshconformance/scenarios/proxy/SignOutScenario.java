package io.meshconformance.scenarios.proxy;

import static io.meshconformance.evidence.Answerer.PROXY;
import static io.meshconformance.harness.expect.Expectations.answeredBy;
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
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

@Scenario(
        id = "PROXY-009",
        title = "Sign-out ends access on every route of the session",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml", "routes/nginx-second.yaml"},
        users = "alice")
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
        traffic.eventually(() -> alice.get(route.url()), nginx.serves());
        traffic.eventually(() -> alice.get(second.url()), nginx.serves());
        traffic.eventually(() -> thief.get(route.url()), nginx.serves());
        traffic.eventually(() -> other.get(route.url()), nginx.serves());

        RedirectChain out = alice.signOut(route.host());
        traffic.expect(out.last(), status(200), answeredBy(PROXY));
        traffic.expect(alice.get(route.url()), Proxy.redirectsToSignIn());
        ended(out, () -> Stream.of(alice.get(second.url()), thief.get(route.url())));
        nginx.neverSaw(traffic.expect(alice.get(second.url()), Proxy.redirectsToSignIn()));
        nginx.neverSaw(traffic.expect(thief.get(route.url()), Proxy.redirectsToSignIn()));
        traffic.consistently(() -> other.get(route.url()), nginx.serves());
    }

    /** The real proxy keeps a session in a cache for up to 60 s; how long it took for all is part of the result. */
    private void ended(RedirectChain out, Supplier<Stream<Exchange>> each) {
        Exchange last = traffic.within(Timeouts::signOutEffective)
                .eventually(() -> leastRefused(each.get().toList()), Proxy.redirectsToSignIn());
        Duration took = Duration.between(out.last().startedAt(), last.startedAt());
        Duration limit = timeouts.signOutEffective();
        traffic.expect(
                "from the sign-out to its effect on the other route and the copied cookie",
                "at most " + limit.toSeconds() + " s",
                new Observation(took.compareTo(limit) <= 0, took.toMillis() + " ms"));
    }

    private static Exchange leastRefused(List<Exchange> answers) {
        return answers.stream()
                .filter(answer -> !Proxy.redirectsToSignIn().judge(answer).held())
                .findFirst()
                .orElse(answers.get(answers.size() - 1));
    }
}
