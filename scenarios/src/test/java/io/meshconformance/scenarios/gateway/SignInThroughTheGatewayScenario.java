package io.meshconformance.scenarios.gateway;

import static io.meshconformance.evidence.Answerer.PROXY;
import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.served;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.identity.User.MALLORY;
import static io.meshconformance.harness.istio.IngressGateway.servesItsOwnCertificate;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.IngressGateway;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyAddresses;
import io.meshconformance.harness.scene.Stage;
import io.meshconformance.harness.wait.Observation;

@Scenario(
        id = "GW-001",
        title = "Sign-in and the application work through the mesh's ingress gateway, where TLS ends",
        manifests = {
            "workloads/nginx.yaml",
            "routes/nginx.yaml",
            "gateway/internal-gateway.yaml",
            "gateway/proxy-behind-it.yaml"
        })
class SignInThroughTheGatewayScenario {

    private static final String TO_THE_PROXY = "outbound|443||" + ProxyAddresses.SERVICE;

    @Check("who is not signed in is sent to sign in, both hosts' requests going on to the proxy, and comes back")
    void signIn(Stage stage) {
        IngressGateway gateway = stage.gateway();
        Traffic traffic = gateway.traffic();
        String asked = stage.url("/deep/path?a=1&b=two+words");
        Exchange unknown = traffic.eventually(
                () -> traffic.anonymous().get(asked), Proxy.redirectsToSignIn(), servesItsOwnCertificate());
        gateway.workload().sidecarSentTo(unknown, TO_THE_PROXY);
        Exchange signInPage = traffic.eventually(
                () -> traffic.anonymous()
                        .get(unknown.response().orElseThrow().location().orElseThrow()),
                status(302),
                answeredBy(PROXY),
                servesItsOwnCertificate());
        gateway.workload().sidecarSentTo(signInPage, TO_THE_PROXY);
        Session alice = traffic.browser("alice");
        Exchange arrived = traffic.expect(traffic.signedIn(alice, ALICE, asked), served(), servesItsOwnCertificate());
        String url = arrived.request().url().toString();
        traffic.expect("the URL at the end of the sign-in", asked, new Observation(url.equals(asked), url));
        stage.workload("nginx").saw(arrived, "/deep/path?a=1&b=two+words");
        traffic.consistently(() -> alice.get(stage.url()), served());
    }

    @Check("who may not use the application is refused by the proxy, and the application sees nothing")
    void refused(Stage stage) {
        IngressGateway gateway = stage.gateway();
        Traffic traffic = gateway.traffic();
        traffic.eventually(() -> traffic.anonymous().get(stage.url()), Proxy.redirectsToSignIn());
        Session alice = traffic.browser("alice");
        traffic.expect(traffic.signedIn(alice, ALICE, stage.url()), served());
        Session mallory = traffic.browser("mallory");
        traffic.expect(traffic.signedIn(mallory, MALLORY, stage.url()), Proxy.forbidden());
        Exchange refused = traffic.eventually(() -> mallory.get(stage.url()), Proxy.forbidden());
        gateway.workload().sidecarSentTo(refused, TO_THE_PROXY);
        stage.workload("nginx").wasNotReachedBy(refused);
    }
}
