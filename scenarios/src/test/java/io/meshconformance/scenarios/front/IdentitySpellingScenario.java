package io.meshconformance.scenarios.front;

import static io.meshconformance.harness.expect.EchoedHeaders.lacking;
import static io.meshconformance.harness.expect.EchoedHeaders.once;
import static io.meshconformance.harness.expect.EchoedHeaders.only;
import static io.meshconformance.harness.expect.EchoedHeaders.without;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Scenario(
        id = "PROXY-017",
        title =
                "However a client writes an identity header, the workload sees the proxy's own or none, or is not reached",
        manifests = {
            "workloads/httpbin.yaml",
            "routes/httpbin-with-identity.yaml",
            "proxy/httpbin-without-identity.yaml"
        },
        users = "alice in engineers",
        isLong = true)
class IdentitySpellingScenario {

    private static final User ENGINEER = ALICE.in("engineers");
    private static final String EMAIL = "X-Pomerium-Claim-Email";
    private static final String GROUPS = "X-Pomerium-Claim-Groups";

    private @Given Callers callers;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("second") Route second;
    private @Given("httpbin") Workload httpbin;

    @ParameterizedTest(name = "an identity header {0} is replaced by the proxy''s own, or refused")
    @EnumSource
    void passedOn(Forgery forgery) {
        judged(
                forgery,
                route,
                once(Proxy.ASSERTION)
                        .and(lacking(Proxy.ASSERTION, Forgery.VALUE))
                        .and(only(EMAIL, callers.known(ENGINEER).email()))
                        .and(only(GROUPS, "engineers")));
    }

    @ParameterizedTest(name = "where no identity is passed on, an identity header {0} does not arrive, or is refused")
    @EnumSource
    void keptBack(Forgery forgery) {
        judged(forgery, second, without(Proxy.ASSERTION).and(without(EMAIL)).and(without(GROUPS)));
    }

    private void judged(Forgery forgery, Route on, Expectation genuine) {
        Session alice = callers.signedIn(ENGINEER, on);
        String url = on.url("/headers");
        traffic.eventually(() -> alice.get(url), httpbin.serves(), genuine);
        Expectation served = httpbin.serves().and(genuine);
        Exchange last = traffic.consistently(
                () -> alice.get(url, forgery.headers()), Proxy.badRequest().or(served));
        if (Proxy.badRequest().judge(last).held()) {
            httpbin.neverSaw(last);
        }
    }
}
