package io.meshconformance.scenarios.front;

import static io.meshconformance.harness.expect.Expectations.connectionCutOff;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.identity.User.BOB;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.client.SharedConnection;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.wait.Observation;

@Scenario(
        id = "PROXY-027",
        title = "On one HTTP/2 connection each host is served by its own route and policy, whichever host opened it",
        manifests = {"workloads/httpbin.yaml", "routes/httpbin-with-identity.yaml", "proxy/bob-second.yaml"},
        users = {"alice", "bob"})
class SharedConnectionScenario {

    private static final String PATH = "/anything/page";
    /** For another host than the connection's (RFC 9110, section 15.5.20). */
    private static final Expectation DECLINED = status(421);

    private @Given Callers callers;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("second") Route second;
    private @Given("httpbin") Workload httpbin;

    @Check("on the connection that serves alice one host, the policy of the other host refuses alice and serves bob")
    void eachByItsOwn() {
        Session alice = callers.signedIn(ALICE);
        callers.signIn(alice, ALICE, second.url());
        Session bob = callers.signedIn(BOB, second);
        Request other = Request.get(second.url(PATH));
        traffic.eventually(() -> afterwards(alice, bob, other), httpbin.serves().or(DECLINED));
        Expectation refused = Proxy.forbidden().or(DECLINED);
        httpbin.neverSaw(traffic.eventually(() -> afterwards(alice, alice, other), refused));
        traffic.eventually(() -> afterwards(alice, alice, Request.get(route.url(PATH))), httpbin.serves());
    }

    @Check("on the connection of a user, a client without a session is sent to sign in, at the host that it asks for")
    void noSession() {
        Session alice = callers.signedIn(ALICE);
        Request page = Request.get(second.url(PATH));
        Expectation sentAway = Proxy.redirectsToSignIn().and(Proxy.signInComesBackTo(second.url(PATH)));
        httpbin.neverSaw(traffic.eventually(() -> afterwards(alice, callers.anonymous(), page), sentAway.or(DECLINED)));
    }

    @Check("a Host beside the authority of a request leads to no other route")
    void hostBesideAuthority() {
        Session alice = callers.signedIn(ALICE);
        callers.signIn(alice, ALICE, second.url());
        Request misleading = Request.get(second.url(PATH)).with("Host", route.host());
        Expectation sent = Expectation.that(
                "sent", it -> new Observation(it.request().headers().has("Host"), "not sent"));
        Expectation refused = Proxy.forbidden().or(DECLINED).or(status(400)).or(connectionCutOff());
        httpbin.neverSaw(traffic.eventually(() -> afterwards(alice, alice, misleading), sent, refused));
    }

    /** A request on the connection that has just served a user the first host; that answer where it was no such. */
    private Exchange afterwards(Session user, Session client, Request request) {
        try (SharedConnection one = callers.connection(route)) {
            Exchange first = user.over(one).get(route.url(PATH));
            boolean served = first.response().filter(r -> r.status() == 200).isPresent();
            return served ? client.over(one).send(request) : first;
        }
    }
}
