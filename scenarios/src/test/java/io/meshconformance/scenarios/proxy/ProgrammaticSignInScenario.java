package io.meshconformance.scenarios.proxy;

import static io.meshconformance.evidence.Answerer.PROXY;
import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Tampering;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.ProgrammaticLogin;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.wait.Timeouts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Scenario(
        id = "PROXY-013",
        title = "Programmatic sign-in gives a program a token that is bound to the session",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"},
        users = "alice")
class ProgrammaticSignInScenario {

    private @Given Callers callers;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("nginx") Workload nginx;

    @ParameterizedTest(name = "sent as {0}, the token opens the route; with one character changed it does not")
    @EnumSource
    void opens(TokenPlace place) {
        String token = token(callers.browser("alice"));
        Session program = callers.browser("program").asApi();
        traffic.eventually(() -> program.send(place.request(route.url(), token)), nginx.serves());
        String forged = Tampering.oneCharacterOf(token);
        Exchange refused =
                traffic.eventually(() -> program.send(place.request(route.url(), forged)), Proxy.unauthenticatedJson());
        nginx.neverSaw(refused);
    }

    @Check("the token is refused once the browser that it was made with has signed out")
    void bound() {
        Session browser = callers.browser("alice");
        String token = token(browser);
        Session program = callers.browser("program").asApi();
        Request request = TokenPlace.SCHEME.request(route.url(), token);
        traffic.eventually(() -> program.send(request), nginx.serves());
        callers.signIn(browser, ALICE, route.url());
        traffic.expect(browser.signOut(route.host()).last(), status(200));
        Exchange refused = traffic.within(Timeouts::signOutEffective)
                .eventually(() -> program.send(request), Proxy.unauthenticatedJson());
        nginx.neverSaw(refused);
    }

    @Check("the proxy never sends the token to an address outside its hosts")
    void foreignTarget() {
        traffic.eventually(() -> callers.anonymous().get(route.url()), Proxy.redirectsToSignIn());
        traffic.expect(
                callers.anonymous().asApi().get(ProgrammaticLogin.address(route.url(), ProgrammaticLogin.HERE)),
                status(200),
                answeredBy(PROXY));
        nginx.neverSaw(traffic.consistently(
                () -> callers.anonymous().get(ProgrammaticLogin.address(route.url(), "https://elsewhere.test/")),
                status(400),
                answeredBy(PROXY)));
    }

    private String token(Session browser) {
        traffic.eventually(() -> callers.anonymous().get(route.url()), Proxy.redirectsToSignIn());
        return ProgrammaticLogin.token(browser, ALICE, route.url());
    }
}
