package io.meshconformance.scenarios.proxy;

import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Scenario(
        id = "PROXY-016",
        title =
                "The proxy refuses a request that the next hop could read otherwise: an escaped slash, an underscore in a name",
        manifests = {"workloads/httpbin.yaml", "routes/httpbin-with-identity.yaml"},
        users = "alice")
class AmbiguousRequestScenario {

    private @Given Callers callers;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("httpbin") Workload httpbin;

    @ParameterizedTest(name = "{0} is refused with 400, to a user and to a client that never signed in")
    @ValueSource(strings = {"/anything/a%2Fb", "/anything/a%2fb", "/anything/a%5Cb", "/anything/..%2fb"})
    void path(String path) {
        Session alice = served();
        httpbin.neverSaw(traffic.consistently(() -> alice.get(route.url(path)), Proxy.badRequest()));
        httpbin.neverSaw(traffic.consistently(() -> callers.anonymous().get(route.url(path)), Proxy.badRequest()));
    }

    @ParameterizedTest(name = "a request with a header {0} is refused with 400")
    @ValueSource(
            strings = {
                "X_Pomerium_Claim_Email",
                "X_Pomerium_Jwt_Assertion",
                "x-pomerium-claim_email",
                "X-Forwarded_Proto",
                "any_name"
            })
    void header(String name) {
        Session alice = served();
        httpbin.neverSaw(traffic.consistently(
                () -> alice.get(route.url("/headers"), name, "root@example.com"), Proxy.badRequest()));
    }

    private Session served() {
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(() -> alice.get(route.url("/headers")), httpbin.serves());
        return alice;
    }
}
