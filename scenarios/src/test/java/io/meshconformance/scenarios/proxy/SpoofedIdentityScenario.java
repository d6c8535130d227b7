package io.meshconformance.scenarios.proxy;

import static io.meshconformance.harness.expect.EchoedHeaders.lacking;
import static io.meshconformance.harness.expect.EchoedHeaders.only;
import static io.meshconformance.harness.expect.EchoedHeaders.without;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Claims;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyControls;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.scene.TokenIssuer;

@Scenario(
        id = "PROXY-003",
        title = "A client's own assertion, claim header or session cookie never reaches the workload as genuine",
        manifests = {
            "workloads/httpbin.yaml",
            "routes/httpbin-with-identity.yaml",
            "proxy/httpbin-without-identity.yaml"
        },
        users = "alice")
class SpoofedIdentityScenario {

    private static final String EMAIL = "X-Pomerium-Claim-Email";

    private @Given Callers callers;
    private @Given ProxyControls proxy;
    private @Given Route route;
    private @Given TokenIssuer tokens;
    private @Given Traffic traffic;
    private @Given("second") Route second;
    private @Given("httpbin") Workload httpbin;

    @Check("where the assertion is passed on, the proxy's own assertion and claim header replace forged ones")
    void passedOn() {
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(
                () -> alice.get(route.url("/headers")),
                status(200),
                only(EMAIL, callers.known(ALICE).email()));
        Exchange told = traffic.consistently(
                () -> forging(alice, route),
                httpbin.serves(),
                only(EMAIL, callers.known(ALICE).email()));
        Claims.of(proxy.assertionAt(told), traffic)
                .signedBy("ES256", proxy.publishedKeySet())
                .have(
                        Claims.claim("sub", callers.known(ALICE).subject()),
                        Claims.claim("email", callers.known(ALICE).email()));
    }

    @Check("where the assertion is not passed on, neither a forged assertion nor a forged claim header arrives")
    void keptBack() {
        Session alice = callers.signedIn(ALICE);
        callers.signIn(alice, ALICE, second.url());
        traffic.eventually(() -> alice.get(second.url("/headers")), httpbin.serves());
        traffic.consistently(() -> forging(alice, second), httpbin.serves(), without(Proxy.ASSERTION), without(EMAIL));
    }

    @Check("a forged session cookie opens no session, and the genuine cookie stays at the proxy")
    void cookie() {
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(
                () -> alice.get(route.url("/headers")), httpbin.serves(), lacking("Cookie", Proxy.COOKIE + "="));
        String forged = Proxy.COOKIE + "=" + token();
        httpbin.neverSaw(traffic.consistently(
                () -> callers.anonymous().get(route.url("/headers"), "Cookie", forged), Proxy.redirectsToSignIn()));
    }

    private Exchange forging(Session session, Route on) {
        Headers forged = Headers.none().with(Proxy.ASSERTION, token()).with(EMAIL, "root@example.com");
        return session.get(on.url("/headers"), forged);
    }

    private String token() {
        return tokens.valid(tokens.claims("root").from(route.host()).forAudience(route.host()));
    }
}
