package io.meshconformance.scenarios.proxy;

import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.identity.User.BOB;
import static io.meshconformance.harness.pomerium.Claims.claim;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Feature;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Tampering;
import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.identity.Jwt;
import io.meshconformance.harness.identity.TokenClaims;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Claims;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyControls;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.ProgramTokens;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.scene.TokenIssuer;

@Scenario(
        id = "PROXY-032",
        title = "A route that takes ID tokens takes genuine ones that the provider made for the proxy, and no other",
        manifests = {"workloads/httpbin.yaml", "proxy/httpbin-id-tokens.yaml", "proxy/httpbin-without-identity.yaml"},
        users = {"alice", "bob"},
        needs = Feature.PROGRAM_CLIENTS)
class IdTokenScenario {

    private @Given Callers callers;
    private @Given ProgramTokens program;
    private @Given ProxyControls proxy;
    private @Given Route route;
    private @Given TokenIssuer forger;
    private @Given Traffic traffic;
    private @Given("httpbin") Workload httpbin;
    private @Given("second") Route second;

    @Check("alice's program is alice to the workload; bob's, whom the route does not admit, is refused")
    void user() {
        String alice = callers.known(ALICE).email();
        Claims.of(proxy.assertionAt(served(program.token(ALICE))), traffic).have(claim("email", alice));
        refused(program.token(BOB));
    }

    @Check("alice's token is refused with one character of any part changed, with another signature and without one")
    void forged() {
        String genuine = program.token(ALICE);
        served(genuine);
        Tampering.oneCharacterOfEachPart(genuine).forEach(this::refused);
        TokenClaims same = TokenClaims.like(Jwt.parse(genuine));
        refused(forger.valid(same));
        refused(forger.flawed(Flaw.UNSIGNED, same));
        refused(genuine.substring(0, genuine.lastIndexOf('.') + 1));
    }

    @Check("a token that the provider made of alice for another of its clients is refused")
    void anotherClient() {
        served(program.token(ALICE));
        refused(program.tokenForAnotherClient(ALICE));
    }

    @Check("at a route that takes no tokens alice's is no sign-in: her program is told 401")
    void anotherRoute() {
        String genuine = program.token(ALICE);
        served(genuine);
        httpbin.neverSaw(traffic.eventually(() -> asked(second, genuine), Proxy.unauthenticatedJson()));
    }

    private Exchange served(String token) {
        return traffic.eventually(() -> asked(route, token), httpbin.serves());
    }

    private void refused(String token) {
        httpbin.neverSaw(traffic.eventually(() -> asked(route, token), Proxy.forbiddenJson()));
    }

    private Exchange asked(Route where, String token) {
        return callers.browser("program")
                .asApi()
                .send(Request.get(where.url("/headers")).bearing(token));
    }
}
