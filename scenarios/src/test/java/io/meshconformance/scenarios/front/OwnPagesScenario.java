package io.meshconformance.scenarios.front;

import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.bodyContains;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.identity.User.MALLORY;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyAddresses;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Scenario(
        id = "PROXY-022",
        title = "The proxy's own pages about a session name the user, and show none of the provider's tokens",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"},
        users = {"alice", "mallory"})
class OwnPagesScenario {

    private @Given Callers callers;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("nginx") Workload nginx;

    @ParameterizedTest(name = "{0} on a route names the user and shows no token")
    @ValueSource(strings = {"/.pomerium/", "/.pomerium/user"})
    void onRoute(String path) {
        names(served(), route.url(path));
    }

    @Check("the page about the session at the host of the sign-in names the user and shows no token")
    void atSignIn() {
        names(served(), "https://" + ProxyAddresses.AUTHENTICATE + "/.pomerium/");
    }

    @ParameterizedTest(name = "{0} on a route shows no token, whatever else it answers")
    @ValueSource(
            strings = {
                "/.pomerium/session",
                "/.pomerium/routes",
                "/.pomerium/api/v1/routes",
                "/.pomerium/webauthn",
                "/.well-known/pomerium"
            })
    void elsewhere(String path) {
        Session alice = served();
        traffic.expect(alice.get(route.url(path)), answeredBy(Answerer.PROXY), Proxy.showsNoToken());
    }

    @Check("a refusal, as a page and as JSON, shows no token of the user whom it refuses")
    void refusal() {
        served();
        Session mallory = callers.signedIn(MALLORY);
        nginx.neverSaw(traffic.eventually(() -> mallory.get(route.url()), Proxy.forbidden(), Proxy.showsNoToken()));
        nginx.neverSaw(traffic.eventually(
                () -> mallory.asApi().get(route.url()), Proxy.forbiddenJson(), Proxy.showsNoToken()));
    }

    private Session served() {
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(() -> alice.get(route.url()), nginx.serves());
        return alice;
    }

    private void names(Session alice, String url) {
        traffic.expect(
                alice.get(url),
                status(200),
                answeredBy(Answerer.PROXY),
                bodyContains(callers.known(ALICE).email()),
                Proxy.showsNoToken());
    }
}
