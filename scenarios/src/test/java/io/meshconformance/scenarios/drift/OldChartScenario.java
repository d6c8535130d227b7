package io.meshconformance.scenarios.drift;

import static io.meshconformance.evidence.Answerer.PROXY;
import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.redirectsTo;
import static io.meshconformance.harness.expect.Expectations.servesCertificateFor;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.RedirectChain;
import io.meshconformance.harness.istio.Injection;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyAddresses;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.scene.Workloads;
import io.meshconformance.harness.wait.Observation;
import java.util.List;
import java.util.Set;

/**
 * The guide as rewritten in June 2026 (pomerium/documentation, ddac1b86) still sets insecure, generateTLS and headless; redis
 * is in the older guide alone.
 */
@Scenario(
        id = "DRIFT-004",
        title =
                "The chart's redis, insecure, headless and generateTLS are gone: one process, TLS always, a named certificate",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"},
        users = "alice")
class OldChartScenario {

    private @Given Callers callers;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given Workloads workloads;
    private @Given("nginx") Workload nginx;

    @Check(
            "headless services are gone: one container of one pod signs users in, publishes the key set, decides and forwards")
    void oneProcess() {
        List<String> containers = workloads.proxy().pods().containers().stream()
                .filter(name -> !Injection.added(name))
                .toList();
        var one = new Observation(containers.size() == 1, containers.toString());
        traffic.expect("the containers of all the proxy's pods beside the mesh's own", "one", one);
        traffic.eventually(() -> callers.anonymous().get(route.url()), Proxy.redirectsToSignIn());
        Session alice = callers.browser("alice");
        RedirectChain signIn = alice.signInJourney(ALICE, route.url());
        traffic.expect(signIn.hopTo("/oauth2/callback"), status(302), answeredBy(PROXY));
        traffic.expect(signIn.last(), nginx.serves());
        var inside = callers.outside().trusting(Callers.AUTHORITY);
        traffic.eventually(() -> inside.get(ProxyAddresses.KEY_SET), status(200), answeredBy(PROXY));
    }

    @Check("redis is gone: the proxy keeps sessions itself, over requests and connections")
    void sessions() {
        Set<String> apps = workloads.runningIn(ProxyAddresses.NAMESPACE);
        var alone = new Observation(apps.equals(Set.of(ProxyAddresses.DEPLOYMENT)), apps.toString());
        traffic.expect("what runs in the proxy's namespace", "the proxy alone", alone);
        Session alice = callers.signedIn(ALICE);
        traffic.consistently(() -> alice.get(route.url()), nginx.serves());
    }

    @Check("insecure is gone: TLS cannot be switched off, and http is always redirected")
    void insecure() {
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(() -> alice.get(route.url()), nginx.serves());
        traffic.consistently(
                () -> alice.get(route.url().replace("https://", "http://")), status(301), redirectsTo(route.url()));
    }

    @Check("generateTLS is gone: the certificate is the one of the Secret that spec.certificates names")
    void certificate() {
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(
                () -> alice.get(route.url()), nginx.serves(), servesCertificateFor("*." + ProxyAddresses.DOMAIN));
    }
}
