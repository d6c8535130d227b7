package io.meshconformance.scenarios.front;

import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Browsers send preflights without cookies. */
@Scenario(
        id = "PROXY-021",
        title = "A preflight without a session passes where the route allows preflights, and no other request does",
        manifests = {"workloads/httpbin.yaml", "proxy/preflight.yaml", "proxy/httpbin-without-identity.yaml"},
        users = "alice")
class PreflightAtProxyScenario {

    private static final String ORIGIN = "https://app.test";
    private static final Headers PREFLIGHT =
            Headers.none().with("Origin", ORIGIN).with("Access-Control-Request-Method", "PUT");

    private @Given Callers callers;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("second") Route second;
    private @Given("httpbin") Workload httpbin;

    @ParameterizedTest(
            name =
                    "where preflights are allowed, {0} with Origin \"{1}\" and method \"{2}\" is none, and is sent to sign in")
    @CsvSource({
        "OPTIONS, '', ''",
        "OPTIONS, https://app.test, ''",
        "OPTIONS, '', PUT",
        "GET, https://app.test, PUT",
        "HEAD, https://app.test, PUT",
        "POST, https://app.test, PUT"
    })
    void noPreflight(String method, String origin, String asked) {
        preflightServed();
        Headers origins = origin.isEmpty() ? Headers.none() : Headers.none().with("Origin", origin);
        Headers headers = asked.isEmpty() ? origins : origins.with("Access-Control-Request-Method", asked);
        httpbin.neverSaw(traffic.consistently(() -> sent(method, route, headers), Proxy.redirectsToSignIn()));
    }

    @Check("where preflights are not allowed, a preflight is sent to sign in, on a route that serves a signed-in user")
    void notAllowed() {
        preflightServed();
        Session alice = callers.signedIn(ALICE, second);
        traffic.eventually(() -> alice.get(second.url()), httpbin.serves());
        httpbin.neverSaw(traffic.consistently(() -> sent("OPTIONS", second, PREFLIGHT), Proxy.redirectsToSignIn()));
    }

    private void preflightServed() {
        traffic.eventually(() -> sent("OPTIONS", route, PREFLIGHT), httpbin.serves());
    }

    private Exchange sent(String method, Route to, Headers headers) {
        return callers.anonymous().send(Request.of(method, to.url("/anything")).with(headers));
    }
}
