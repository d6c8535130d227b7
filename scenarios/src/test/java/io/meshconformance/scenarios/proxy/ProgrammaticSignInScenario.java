package io.meshconformance.scenarios.proxy;

import static io.meshconformance.evidence.Answerer.PROXY;
import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.served;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Tampering;
import io.meshconformance.harness.pomerium.ProgrammaticLogin;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Stage;
import io.meshconformance.harness.wait.Timeouts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Scenario(
        id = "PROXY-013",
        title = "Programmatic sign-in hands a program a token that is bound to the session",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"})
class ProgrammaticSignInScenario {

    @ParameterizedTest(name = "sent as {0}, the token opens the route; with one character changed it does not")
    @EnumSource
    void opens(TokenPlace place, Stage stage, Traffic traffic) {
        String token = token(stage, traffic, traffic.browser("alice"));
        Session program = traffic.browser("program").asApi();
        traffic.eventually(() -> program.send(place.request(stage.url(), token)), served());
        String forged = Tampering.oneCharacterOf(token);
        Exchange refused =
                traffic.eventually(() -> program.send(place.request(stage.url(), forged)), Proxy.unauthenticatedJson());
        stage.workload("nginx").wasNotReachedBy(refused);
    }

    @Check("it is the session's: once the browser that it was made with has signed out, it opens nothing")
    void bound(Stage stage, Traffic traffic) {
        Session browser = traffic.browser("alice");
        String token = token(stage, traffic, browser);
        Session program = traffic.browser("program").asApi();
        Request request = TokenPlace.SCHEME.request(stage.url(), token);
        traffic.eventually(() -> program.send(request), served());
        traffic.signedIn(browser, ALICE, stage.url());
        traffic.expect(browser.signOut(stage.host()).last(), status(200));
        Exchange refused = traffic.within(Timeouts::signOutEffective)
                .eventually(() -> program.send(request), Proxy.unauthenticatedJson());
        stage.workload("nginx").wasNotReachedBy(refused);
    }

    @Check("no way is offered that would hand the token to an address elsewhere")
    void foreignTarget(Stage stage, Traffic traffic) {
        traffic.eventually(() -> traffic.anonymous().get(stage.url()), Proxy.redirectsToSignIn());
        traffic.expect(
                traffic.anonymous().asApi().get(ProgrammaticLogin.address(stage.url(), ProgrammaticLogin.HERE)),
                status(200),
                answeredBy(PROXY));
        traffic.consistently(
                () -> traffic.anonymous().get(ProgrammaticLogin.address(stage.url(), "https://elsewhere.test/")),
                status(400),
                answeredBy(PROXY));
    }

    private static String token(Stage stage, Traffic traffic, Session browser) {
        traffic.eventually(() -> traffic.anonymous().get(stage.url()), Proxy.redirectsToSignIn());
        return ProgrammaticLogin.token(browser, ALICE, stage.url());
    }
}
