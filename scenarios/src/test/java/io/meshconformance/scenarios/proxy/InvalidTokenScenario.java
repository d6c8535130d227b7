package io.meshconformance.scenarios.proxy;

import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Tampering;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.ProgrammaticLogin;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A program follows the redirect and takes the provider's form for its answer. */
@Scenario(
        id = "PROXY-023",
        title = "A program whose token is not valid is told 401, whatever it accepts, and is never sent to sign in",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"},
        users = "alice")
class InvalidTokenScenario {

    private @Given Callers callers;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("nginx") Workload nginx;

    @ParameterizedTest(
            name = "an altered token sent as {0} is 401 to a program that accepts anything; the genuine one is served")
    @EnumSource
    void anything(TokenPlace place) {
        String token = token();
        Session program = callers.browser("program").accepting("*/*");
        traffic.eventually(() -> program.send(place.request(route.url(), token)), nginx.serves());
        String altered = Tampering.oneCharacterOf(token);
        nginx.neverSaw(
                traffic.eventually(() -> program.send(place.request(route.url(), altered)), Proxy.unauthenticated()));
    }

    @Check("an altered token is 401 to a program that says nothing about what it accepts, and to one that accepts HTML")
    void nothingOrHtml() {
        String altered = Tampering.oneCharacterOf(token());
        Session silent = callers.browser("program").acceptingNothingInParticular();
        nginx.neverSaw(traffic.eventually(
                () -> silent.send(TokenPlace.BEARER.request(route.url(), altered)), Proxy.unauthenticated()));
        Session html = callers.browser("program").accepting("text/html");
        nginx.neverSaw(traffic.eventually(
                () -> html.send(TokenPlace.BEARER.request(route.url(), altered)), Proxy.unauthenticated()));
    }

    private String token() {
        traffic.eventually(() -> callers.anonymous().get(route.url()), Proxy.redirectsToSignIn());
        return ProgrammaticLogin.token(callers.browser("alice"), ALICE, route.url());
    }
}
