package io.meshconformance.scenarios.proxy;

import static io.meshconformance.harness.expect.Expectations.body;
import static io.meshconformance.harness.expect.Expectations.connectionCutOff;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.client.SharedConnection;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.expect.WebSockets;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;

@Scenario(
        id = "PROXY-012",
        title = "A WebSocket is passed on only where the route allows it, and only for a signed-in user",
        manifests = {"workloads/httpbin.yaml", "proxy/websocket.yaml", "proxy/httpbin-without-identity.yaml"},
        users = "alice")
class WebSocketsScenario {

    private static final String ECHO = "/websocket/echo";

    private @Given Callers callers;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("second") Route second;
    private @Given("httpbin") Workload httpbin;

    @Check(
            "on a route that allows WebSockets the workload switches the protocol, and without a session it is not reached")
    void allowed() {
        Session alice = callers.signedIn(ALICE);
        Exchange opened =
                traffic.eventually(() -> alice.get(route.url(ECHO), WebSockets.handshake()), WebSockets.opened());
        httpbin.sidecarAdmitted(opened, 8080);
        Exchange refused = traffic.consistently(
                () -> callers.anonymous().get(route.url(ECHO), WebSockets.handshake()), Proxy.redirectsToSignIn());
        httpbin.neverSaw(refused);
    }

    @Check("a text that a program sends over a WebSocket comes back, and the WebSocket ends as the program says")
    void text() {
        Session alice = callers.signedIn(ALICE);
        Request echoed =
                Request.get(route.url(ECHO)).with(WebSockets.handshake()).withBody("hello");
        traffic.eventually(() -> alice.send(echoed), WebSockets.opened(), body("hello, closed with 1000"));
    }

    @Check("asked for over HTTP/2 a WebSocket opens neither without a session nor where it is not allowed")
    void overHttp2() {
        Session alice = callers.signedIn(ALICE);
        callers.signIn(alice, ALICE, second.url());
        traffic.eventually(() -> alice.get(route.url(ECHO), WebSockets.handshake()), WebSockets.opened());
        Expectation refused =
                Proxy.redirectsToSignIn().or(Proxy.upgradeRefused()).or(connectionCutOff());
        httpbin.neverSaw(traffic.consistently(() -> overHttp2(callers.anonymous(), route), refused));
        httpbin.neverSaw(traffic.consistently(
                () -> overHttp2(alice, second), Proxy.upgradeRefused().or(connectionCutOff())));
    }

    private Exchange overHttp2(Session client, Route asked) {
        try (SharedConnection one = callers.connection(asked)) {
            return client.over(one).get(asked.url(ECHO), WebSockets.handshake());
        }
    }

    @Check("where WebSockets are not allowed the proxy answers 403 to a user whose other requests it serves")
    void refused() {
        traffic.eventually(() -> callers.anonymous().get(second.url()), Proxy.redirectsToSignIn());
        Session alice = callers.signedIn(ALICE);
        callers.signIn(alice, ALICE, second.url());
        traffic.eventually(() -> alice.get(second.url("/headers")), httpbin.serves());
        Exchange refused =
                traffic.consistently(() -> alice.get(second.url(ECHO), WebSockets.handshake()), Proxy.upgradeRefused());
        httpbin.neverSaw(refused);
    }
}
