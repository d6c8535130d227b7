package io.meshconformance.scenarios.proxy;

import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.expect.WebSockets;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;

@Scenario(
        id = "PROXY-012",
        title = "A WebSocket is passed on only where the route allows it, and only for a signed-in user",
        manifests = {"workloads/httpbin.yaml", "proxy/websocket.yaml", "proxy/httpbin-without-identity.yaml"})
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
