package io.meshconformance.scenarios.front;

import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.pomerium.Claims.claim;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Claims;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyControls;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Browsers use one connection for all hosts of a certificate: the handshake names one of them, the Host another. */
@Scenario(
        id = "PROXY-020",
        title =
                "The Host decides which route's policy holds, not the handshake's server name, with port and in capitals too",
        manifests = {"workloads/httpbin.yaml", "routes/httpbin-with-identity.yaml", "proxy/public-second.yaml"},
        users = "alice")
class ServerNameScenario {

    private static final String PATH = "/anything/page";

    private @Given Callers callers;
    private @Given ProxyControls proxy;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("second") Route second;
    private @Given("httpbin") Workload httpbin;

    @ParameterizedTest(
            name =
                    "under a public route''s server name, a Host of the protected route with \"{0}\" behind it is sent to sign in there")
    @ValueSource(strings = {"", ":443"})
    void protectedHost(String port) {
        traffic.eventually(() -> callers.anonymous().get(second.url(PATH)), httpbin.serves());
        traffic.eventually(() -> callers.anonymous().get(route.url(PATH)), Proxy.redirectsToSignIn());
        Exchange refused = traffic.consistently(
                () -> callers.anonymous().get(second.url(PATH), "Host", route.host() + port),
                Proxy.redirectsToSignIn(),
                Proxy.signInComesBackTo(route.url(PATH)));
        httpbin.neverSaw(refused);
    }

    @Check(
            "under the protected route's server name, a Host of the public route is served, with an assertion for that host")
    void publicHost() {
        Exchange told = traffic.eventually(
                () -> callers.anonymous().get(route.url("/headers"), "Host", second.host()), httpbin.serves());
        Claims.of(proxy.assertionAt(told), traffic).have(claim("aud", second.host()), claim("email", ""));
    }

    @Check("under a known server name, an unknown Host is 404, with a port too")
    void unknownHost() {
        String unknown = route.labelled("unknown").host();
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(() -> alice.get(route.url(PATH)), httpbin.serves());
        httpbin.neverSaw(traffic.consistently(() -> alice.get(route.url(PATH), "Host", unknown), Proxy.noSuchRoute()));
        httpbin.neverSaw(
                traffic.consistently(() -> alice.get(second.url(PATH), "Host", unknown + ":443"), Proxy.noSuchRoute()));
    }

    @Check("a signed-in user is served whether the Host has the port of https, capitals, or neither")
    void spelling() {
        Session alice = callers.signedIn(ALICE);
        String host = route.host();
        traffic.eventually(() -> alice.get(route.url(PATH)), httpbin.serves());
        traffic.consistently(() -> alice.get(route.url(PATH), "Host", host + ":443"), httpbin.serves());
        traffic.consistently(() -> alice.get(route.url(PATH), "Host", host.toUpperCase(Locale.ROOT)), httpbin.serves());
    }
}
