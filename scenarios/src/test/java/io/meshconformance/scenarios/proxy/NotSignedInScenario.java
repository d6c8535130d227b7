package io.meshconformance.scenarios.proxy;

import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Url;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.wait.Observation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Scenario(
        id = "PROXY-005",
        title = "A browser is sent to sign in and back to the same URL; a program gets 401 in JSON",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"},
        users = "alice")
class NotSignedInScenario {

    private @Given Callers callers;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("nginx") Workload nginx;

    @Check("a browser is sent to sign in and comes back to the URL it asked for, query included")
    void browser() {
        String asked = route.url("/deep/path?a=1&b=two+words");
        Exchange arrived = arrived(asked);
        String url = arrived.request().url().toString();
        traffic.expect("the URL at the end of the sign-in", asked, new Observation(url.equals(asked), url));
        nginx.saw(arrived, "GET /deep/path?a=1&b=two+words ");
    }

    /** Pomerium writes the query anew on the way: parameters by name, a space as a plus sign. */
    @Check("a query in another spelling has the same meaning when the browser comes back")
    void writtenOtherwise() {
        String asked = route.url("/deep/path?b=two%20words&a=1&a=%2F");
        Url back = arrived(asked).request().url();
        boolean same = back.path().equals("/deep/path")
                && back.parameters().equals(Url.parse(asked).parameters());
        traffic.expect(
                "the URL at the end of the sign-in", "says what " + asked + " says", new Observation(same, "" + back));
    }

    @ParameterizedTest(name = "a browser that accepts {0} is sent to sign in")
    @ValueSource(strings = {"text/html", "*/*", "image/avif,image/webp,*/*;q=0.8"})
    void accepting(String what) {
        nginx.neverSaw(traffic.refusedFromTheStart(
                () -> callers.anonymous().accepting(what).get(route.url()), Proxy.redirectsToSignIn()));
    }

    @Check("a client without an Accept header is sent to sign in")
    void acceptingAnything() {
        nginx.neverSaw(traffic.refusedFromTheStart(
                () -> callers.anonymous().acceptingNothingInParticular().get(route.url()), Proxy.redirectsToSignIn()));
    }

    @Check("a program that asks for JSON gets 401 in JSON, and is served once it is signed in")
    void program() {
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(() -> alice.asApi().get(route.url()), nginx.serves());
        Exchange refused = traffic.refusedFromTheStart(
                () -> callers.anonymous().asApi().get(route.url()), Proxy.unauthenticatedJson());
        nginx.neverSaw(refused);
    }

    private Exchange arrived(String asked) {
        traffic.refusedFromTheStart(() -> callers.anonymous().get(asked), Proxy.redirectsToSignIn());
        Session alice = callers.browser("alice");
        return traffic.expect(callers.signIn(alice, ALICE, asked), nginx.serves());
    }
}
