package io.meshconformance.scenarios.gateway;

import static io.meshconformance.evidence.Answerer.PROXY;
import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.identity.User.MALLORY;
import static io.meshconformance.harness.istio.IngressGateway.servesItsOwnCertificate;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.IngressGateway;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyAddresses;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.wait.Observation;

@Scenario(
        id = "GW-001",
        title = "Sign-in and the application work through the mesh's ingress gateway, where TLS ends",
        manifests = {
            "workloads/nginx.yaml",
            "routes/nginx.yaml",
            "gateway/internal-gateway.yaml",
            "gateway/proxy-behind-it.yaml"
        },
        users = {"alice", "mallory"})
class SignInThroughTheGatewayScenario {

    private @Given Callers callers;
    private @Given IngressGateway gateway;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("nginx") Workload nginx;

    @Check(
            "a browser is sent to sign in and comes back, and the gateway passes the requests of both hosts to the proxy")
    void signIn() {
        String asked = route.url("/deep/path?a=1&b=two+words");
        Exchange unknown = traffic.eventually(
                () -> gateway.anonymous().get(asked), Proxy.redirectsToSignIn(), servesItsOwnCertificate());
        sentToTheProxy(unknown);
        Exchange signInPage = traffic.eventually(
                () -> gateway.anonymous()
                        .get(unknown.response().orElseThrow().location().orElseThrow()),
                status(302),
                answeredBy(PROXY),
                servesItsOwnCertificate());
        sentToTheProxy(signInPage);
        Session alice = gateway.browser("alice");
        Exchange arrived =
                traffic.expect(callers.signIn(alice, ALICE, asked), nginx.serves(), servesItsOwnCertificate());
        String url = arrived.request().url().toString();
        traffic.expect("the URL at the end of the sign-in", asked, new Observation(url.equals(asked), url));
        nginx.saw(arrived, "GET /deep/path?a=1&b=two+words ");
        traffic.consistently(() -> alice.get(route.url()), nginx.serves());
    }

    @Check("the proxy refuses a user that its policy does not allow, and the application sees nothing")
    void refused() {
        traffic.refusedFromTheStart(() -> gateway.anonymous().get(route.url()), Proxy.redirectsToSignIn());
        Session alice = gateway.browser("alice");
        traffic.expect(callers.signIn(alice, ALICE, route.url()), nginx.serves());
        Session mallory = gateway.browser("mallory");
        traffic.expect(callers.signIn(mallory, MALLORY, route.url()), Proxy.forbidden());
        Exchange refused = traffic.eventually(() -> mallory.get(route.url()), Proxy.forbidden());
        sentToTheProxy(refused);
        nginx.neverSaw(refused);
    }

    private void sentToTheProxy(Exchange exchange) {
        gateway.workload().sidecarSentTo(exchange, ProxyAddresses.SERVICE, 443);
    }
}
