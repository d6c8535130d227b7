package io.meshconformance.scenarios.proxy;

import static io.meshconformance.evidence.Answerer.PROXY;
import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.noHeader;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.RedirectChain;
import io.meshconformance.harness.http.Tampering;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyAddresses;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Scenario(
        id = "PROXY-010",
        title = "Tampered state, callback signature or session cookie is refused, and nothing breaks",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"},
        users = "alice")
class TamperingScenario {

    private @Given Callers callers;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("nginx") Workload nginx;

    @Check(
            "a session cookie with one character changed in any of its parts is sent to sign in, and the genuine cookie is still served")
    void sessionCookie() {
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(() -> alice.get(route.url()), nginx.serves());
        var genuine = alice.cookies().find(route.host(), Proxy.COOKIE).orElseThrow();
        Session forger = callers.browser("forger");
        for (String forged : Tampering.oneCharacterOfEachPart(genuine.value())) {
            forger.cookies().put(genuine.withValue(forged));
            nginx.neverSaw(traffic.eventually(() -> forger.get(route.url()), Proxy.redirectsToSignIn()));
        }
        forger.cookies().put(genuine);
        traffic.eventually(() -> forger.get(route.url()), nginx.serves());
    }

    @ParameterizedTest(name = "one character of the {0} changed: 400 by the proxy, no session, nothing at the workload")
    @CsvSource({
        "callback's signature, /.pomerium/callback/, pomerium_signature",
        "sealed session in the callback, /.pomerium/callback/, pomerium_session_encrypted",
        "provider's state, /oauth2/callback, state"
    })
    void callback(String what, String path, String parameter) {
        RedirectChain genuine = signIn();
        traffic.expect(genuine.last(), nginx.serves());
        String forged = Tampering.parameterOf(genuine.hopTo(path).request().url(), parameter);
        Session forger = callers.browser("forger");
        nginx.neverSaw(
                traffic.consistently(() -> forger.get(forged), status(400), answeredBy(PROXY), noHeader("location")));
        // No workload is behind the host of the provider's callback: what came of it shows at the route.
        nginx.neverSaw(traffic.eventually(() -> forger.get(route.url()), Proxy.redirectsToSignIn()));
    }

    @ParameterizedTest(name = "a callback without a sign-in, {0}: {2} by the proxy, no session")
    @CsvSource({"with nothing in it, '', 400", "with a refusal, ?error=access_denied, 401"})
    void unasked(String what, String query, int code) {
        traffic.expect(signIn().last(), nginx.serves());
        Session stranger = callers.browser("stranger");
        String callback = "https://" + ProxyAddresses.AUTHENTICATE + "/oauth2/callback" + query;
        traffic.consistently(() -> stranger.get(callback), status(code), answeredBy(PROXY));
        nginx.neverSaw(traffic.eventually(() -> stranger.get(route.url()), Proxy.redirectsToSignIn()));
    }

    private RedirectChain signIn() {
        traffic.refusedFromTheStart(() -> callers.anonymous().get(route.url()), Proxy.redirectsToSignIn());
        return callers.browser("alice").signInJourney(ALICE, route.url());
    }
}
