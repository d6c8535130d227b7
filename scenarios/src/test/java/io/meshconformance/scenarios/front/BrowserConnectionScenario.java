package io.meshconformance.scenarios.front;

import static io.meshconformance.evidence.Answerer.APPLICATION;
import static io.meshconformance.evidence.Answerer.PROVIDER;
import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.browser.Browser;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.wait.Observation;

/** A browser asks for all hosts of a certificate over one connection, and opens its sockets beside it. */
@Scenario(
        id = "PROXY-026",
        title = "In a browser, pages of two hosts come over HTTP/2 under a policy each, and a WebSocket carries texts",
        manifests = {"workloads/httpbin.yaml", "proxy/websocket.yaml", "proxy/bob-second.yaml"},
        users = "alice")
class BrowserConnectionScenario {

    private @Given Browser browser;
    private @Given Callers callers;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("second") Route second;
    private @Given("httpbin") Workload httpbin;

    @Check("over the HTTP/2 connection that served a user one host, the other host's policy refuses the user")
    void twoHosts() {
        served();
        String protocol = browser.protocol();
        traffic.expect("the protocol of the page", "h2", new Observation(protocol.equals("h2"), protocol));
        httpbin.neverSaw(traffic.eventually(() -> browser.open(second.url()), Proxy.forbidden()));
        traffic.eventually(() -> browser.open(route.url("/headers")), httpbin.serves());
    }

    @Check("a WebSocket that a page opens carries a text there and back, and closes with the code that the page gave")
    void socket() {
        served();
        String heard = browser.converses(route.url("/websocket/echo").replace("https:", "wss:"), "hello");
        traffic.expect(
                "the WebSocket",
                "hello, closed with 1000",
                new Observation(heard.equals("hello, closed with 1000"), heard));
    }

    private void served() {
        traffic.eventually(() -> callers.anonymous().get(route.url()), Proxy.redirectsToSignIn());
        traffic.eventually(() -> callers.anonymous().get(second.url()), Proxy.redirectsToSignIn());
        Exchange first = traffic.eventually(
                () -> browser.open(route.url("/headers")), answeredBy(PROVIDER).or(answeredBy(APPLICATION)));
        if (first.answerer() == PROVIDER) {
            browser.signIn(ALICE);
        }
        traffic.eventually(() -> browser.open(route.url("/headers")), httpbin.serves());
    }
}
