package io.meshconformance.scenarios.proxy;

import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.traffic.Answerer.APPLICATION;
import static io.meshconformance.harness.traffic.Answerer.PROXY;
import static io.meshconformance.harness.traffic.Expectations.answeredBy;
import static io.meshconformance.harness.traffic.Expectations.noHeader;
import static io.meshconformance.harness.traffic.Expectations.status;

import io.meshconformance.harness.scenario.Check;
import io.meshconformance.harness.scenario.Scenario;
import io.meshconformance.harness.stage.Stage;
import io.meshconformance.harness.traffic.CookieJar.Cookie;
import io.meshconformance.harness.traffic.Exchange;
import io.meshconformance.harness.traffic.Journey;
import io.meshconformance.harness.traffic.Proxy;
import io.meshconformance.harness.traffic.Session;
import io.meshconformance.harness.traffic.Tampering;
import io.meshconformance.harness.traffic.Traffic;

@Scenario(
        id = "PROXY-010",
        title = "Tampered state, callback signature or session cookie is refused, and nothing breaks",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"})
class TamperingScenario {

    private static final String OIDC_CALLBACK = "/oauth2/callback";
    private static final String ROUTE_CALLBACK = "/.pomerium/callback/";

    @Check("one character of the session cookie changed: sent to sign in; the genuine one still serves")
    void sessionCookie(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        traffic.eventually(() -> alice.get(stage.url()), status(200), answeredBy(APPLICATION));
        Cookie genuine = alice.cookies().find(stage.host(), "_pomerium").orElseThrow();
        Session forger = traffic.browser("forger");
        forger.cookies().put(genuine.withValue(Tampering.oneCharacterOf(genuine.value())));
        Exchange refused = traffic.eventually(() -> forger.get(stage.url()), Proxy.redirectsToSignIn());
        stage.workload("nginx").wasNotReachedBy(refused);
        forger.cookies().put(genuine);
        traffic.eventually(() -> forger.get(stage.url()), status(200), answeredBy(APPLICATION));
    }

    @Check("one character of the callback's signature changed: 400 by the proxy, no session, nothing at the workload")
    void callbackSignature(Stage stage, Traffic traffic) {
        Journey genuine = signIn(stage, traffic);
        String forged =
                Tampering.parameterOf(genuine.hopTo(ROUTE_CALLBACK).request().url(), "pomerium_signature");
        refused(stage, traffic, forged);
    }

    @Check("one character of the sealed session in the callback changed: 400 by the proxy, no session")
    void callbackSession(Stage stage, Traffic traffic) {
        Journey genuine = signIn(stage, traffic);
        String forged =
                Tampering.parameterOf(genuine.hopTo(ROUTE_CALLBACK).request().url(), "pomerium_session_encrypted");
        refused(stage, traffic, forged);
    }

    @Check("one character of the provider's state changed: 400 by the proxy, no session")
    void state(Stage stage, Traffic traffic) {
        Journey genuine = signIn(stage, traffic);
        String forged =
                Tampering.parameterOf(genuine.hopTo(OIDC_CALLBACK).request().url(), "state");
        refused(stage, traffic, forged);
    }

    private static Journey signIn(Stage stage, Traffic traffic) {
        traffic.eventually(() -> traffic.anonymous().get(stage.url()), Proxy.redirectsToSignIn());
        Journey journey = traffic.browser("alice").signInJourney(ALICE, stage.url());
        traffic.expect(journey.last(), status(200), answeredBy(APPLICATION));
        return journey;
    }

    private static void refused(Stage stage, Traffic traffic, String forged) {
        Session forger = traffic.browser("forger");
        Exchange refused =
                traffic.consistently(() -> forger.get(forged), status(400), answeredBy(PROXY), noHeader("location"));
        stage.workload("nginx").wasNotReachedBy(refused);
        traffic.eventually(() -> forger.get(stage.url()), Proxy.redirectsToSignIn());
    }
}
