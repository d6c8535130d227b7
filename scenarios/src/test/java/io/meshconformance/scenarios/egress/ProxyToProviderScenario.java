package io.meshconformance.scenarios.egress;

import static io.meshconformance.evidence.Answerer.PROXY;
import static io.meshconformance.harness.accesslog.Decision.Fixed.NO_FILTER_CHAIN;
import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.connectionCutOff;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.scene.Workloads;
import io.meshconformance.harness.wait.Timeouts;

@Scenario(
        id = "EGR-002",
        title = "Registry-only cuts the proxy off from its identity provider until an entry registers it",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml", "mtls/mesh-strict.yaml"},
        meshWide = true,
        users = "alice")
class ProxyToProviderScenario {

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given Workloads workloads;
    private @Given("nginx") Workload nginx;

    @Check("under mesh-wide STRICT sign-in works, fails at the proxy without the entry, and works again with it")
    void signIn() {
        nginx.sidecarClosedConnection(traffic.eventually(this::plain, connectionCutOff()), NO_FILTER_CHAIN);
        String running = workloads.proxy().pods().incarnation();
        // A sign-in is eight requests; and a connection that the proxy has open to its provider lives on until its
        // listener is drained, after 45 s.
        Traffic patient = traffic.within(Timeouts::signOutEffective);
        patient.eventually(this::newcomer, nginx.serves());
        manifests.apply("egress/proxy-registry-only.yaml");
        patient.eventually(this::newcomer, status(500), answeredBy(PROXY));
        Session alice = callers.browser("alice");
        traffic.expect(alice.signIn(ALICE, route.url()), status(500), answeredBy(PROXY));
        // What failed lies on the authenticate host, which no workload is behind: what came of it shows at the route.
        Exchange refused = traffic.eventually(() -> alice.get(route.url()), Proxy.redirectsToSignIn());
        nginx.neverSaw(refused);
        manifests.apply("egress/proxy-provider-entry.yaml");
        patient.eventually(this::newcomer, nginx.serves());
        workloads.proxy().pods().wereNotRestarted(running);
    }

    private Exchange plain() {
        return callers.outside().get(nginx.url());
    }

    private Exchange newcomer() {
        return callers.browser("alice").signIn(ALICE, route.url());
    }
}
