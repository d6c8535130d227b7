package io.meshconformance.scenarios.proxy;

import static io.meshconformance.evidence.Answerer.PROXY;
import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.noHeader;
import static io.meshconformance.harness.expect.Expectations.served;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.CookieJar.Cookie;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.RedirectChain;
import io.meshconformance.harness.http.Tampering;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyAddresses;
import io.meshconformance.harness.scene.Stage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Scenario(
        id = "PROXY-010",
        title = "Tampered state, callback signature or session cookie is refused, and nothing breaks",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"})
class TamperingScenario {

    @Check("one character of the session cookie changed: sent to sign in; the genuine one still serves")
    void sessionCookie(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        traffic.eventually(() -> alice.get(stage.url()), served());
        Cookie genuine = alice.cookies().find(stage.host(), "_pomerium").orElseThrow();
        Session forger = traffic.browser("forger");
        forger.cookies().put(genuine.withValue(Tampering.oneCharacterOf(genuine.value())));
        Exchange refused = traffic.eventually(() -> forger.get(stage.url()), Proxy.redirectsToSignIn());
        stage.workload("nginx").wasNotReachedBy(refused);
        forger.cookies().put(genuine);
        traffic.eventually(() -> forger.get(stage.url()), served());
    }

    @ParameterizedTest(name = "one character of the {0} changed: 400 by the proxy, no session, nothing at the workload")
    @CsvSource({
        "callback's signature, /.pomerium/callback/, pomerium_signature",
        "sealed session in the callback, /.pomerium/callback/, pomerium_session_encrypted",
        "provider's state, /oauth2/callback, state"
    })
    void callback(String what, String path, String parameter, Stage stage, Traffic traffic) {
        RedirectChain genuine = signIn(stage, traffic);
        String forged = Tampering.parameterOf(genuine.hopTo(path).request().url(), parameter);
        Session forger = traffic.browser("forger");
        Exchange refused =
                traffic.consistently(() -> forger.get(forged), status(400), answeredBy(PROXY), noHeader("location"));
        stage.workload("nginx").wasNotReachedBy(refused);
        // The provider's callback lies on a host that no workload is behind: what came of it shows at the route.
        Exchange after = traffic.eventually(() -> forger.get(stage.url()), Proxy.redirectsToSignIn());
        stage.workload("nginx").wasNotReachedBy(after);
    }

    @ParameterizedTest(name = "a callback from the provider that nobody asked for, {0}: {2} by the proxy, no session")
    @CsvSource({"with nothing in it, '', 400", "with a refusal, ?error=access_denied, 401"})
    void unasked(String what, String query, int code, Stage stage, Traffic traffic) {
        traffic.expect(signIn(stage, traffic).last(), served());
        Session stranger = traffic.browser("stranger");
        String callback = "https://" + ProxyAddresses.AUTHENTICATE + "/oauth2/callback" + query;
        traffic.consistently(() -> stranger.get(callback), status(code), answeredBy(PROXY));
        Exchange refused = traffic.eventually(() -> stranger.get(stage.url()), Proxy.redirectsToSignIn());
        stage.workload("nginx").wasNotReachedBy(refused);
    }

    private static RedirectChain signIn(Stage stage, Traffic traffic) {
        traffic.eventually(() -> traffic.anonymous().get(stage.url()), Proxy.redirectsToSignIn());
        RedirectChain journey = traffic.browser("alice").signInJourney(ALICE, stage.url());
        traffic.expect(journey.last(), served());
        return journey;
    }
}
