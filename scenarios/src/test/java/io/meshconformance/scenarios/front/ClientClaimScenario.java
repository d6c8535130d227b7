package io.meshconformance.scenarios.front;

import static io.meshconformance.harness.identity.User.MALLORY;

import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Scenario(
        id = "PROXY-018",
        title = "A client's own headers about path, host, method, address or program open nothing",
        manifests = {"workloads/httpbin.yaml", "proxy/paths.yaml", "proxy/public-second.yaml"},
        users = "mallory",
        isLong = true)
class ClientClaimScenario {

    private static final String PROTECTED = "/anything/private";

    private @Given Callers callers;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("second") Route second;
    private @Given("httpbin") Workload httpbin;

    @ParameterizedTest(name = "a client that claims {0} is sent to sign in where it would be without that")
    @EnumSource
    void stranger(ClientClaim claim) {
        opened();
        Headers claims = claim.headers(second.host());
        httpbin.neverSaw(traffic.consistently(
                () -> callers.anonymous().get(route.url(PROTECTED), claims), Proxy.redirectsToSignIn()));
    }

    @ParameterizedTest(name = "a user whom the policy refuses stays refused when the client claims {0}")
    @EnumSource
    void refused(ClientClaim claim) {
        opened();
        Session mallory = callers.signedIn(MALLORY);
        Headers claims = claim.headers(second.host());
        httpbin.neverSaw(traffic.consistently(() -> mallory.get(route.url(PROTECTED), claims), Proxy.forbidden()));
    }

    /** What the claims name is open: whatever believed them would be served. */
    private void opened() {
        traffic.eventually(() -> callers.anonymous().get(route.url("/anything/public")), httpbin.serves());
        traffic.eventually(() -> callers.anonymous().get(second.url(PROTECTED)), httpbin.serves());
        traffic.eventually(() -> callers.anonymous().get(route.url(PROTECTED)), Proxy.redirectsToSignIn());
    }
}
