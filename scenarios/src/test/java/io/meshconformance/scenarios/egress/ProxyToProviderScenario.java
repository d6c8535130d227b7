package io.meshconformance.scenarios.egress;

import static io.meshconformance.evidence.Answerer.PROXY;
import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.connectionCutOff;
import static io.meshconformance.harness.expect.Expectations.served;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Stage;
import io.meshconformance.harness.wait.Timeouts;

@Scenario(
        id = "EGR-002",
        title = "Registry-only cuts the proxy off from its identity provider until an entry registers it",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml", "mtls/mesh-strict.yaml"},
        meshWide = true)
class ProxyToProviderScenario {

    @Check("under mesh-wide STRICT: sign-in works, fails at the proxy without the entry, and works again with it")
    void signIn(Stage stage, Traffic traffic) {
        traffic.eventually(() -> plain(stage), connectionCutOff());
        String running = stage.workload("pomerium", "pomerium").incarnation();
        // A sign-in is eight requests; and a connection that the proxy has open to its provider lives on until its
        // listener is drained, after 45 s.
        Traffic patient = traffic.within(Timeouts::signOutEffective);
        patient.eventually(() -> newcomer(stage, traffic), served());
        stage.apply("egress/proxy-registry-only.yaml");
        patient.eventually(() -> newcomer(stage, traffic), status(500), answeredBy(PROXY));
        Session alice = traffic.browser("alice");
        traffic.expect(alice.signIn(ALICE, stage.url()), status(500), answeredBy(PROXY));
        // What failed lies on the authenticate host, which no workload is behind: what came of it shows at the route.
        Exchange refused = traffic.eventually(() -> alice.get(stage.url()), Proxy.redirectsToSignIn());
        stage.workload("nginx").wasNotReachedBy(refused);
        stage.apply("egress/proxy-provider-entry.yaml");
        patient.eventually(() -> newcomer(stage, traffic), served());
        stage.remove("egress/proxy-provider-entry.yaml");
        stage.remove("egress/proxy-registry-only.yaml");
        patient.eventually(() -> newcomer(stage, traffic), served());
        stage.workload("pomerium", "pomerium").isStill(running);
        // The others find the mesh as it was.
        stage.remove("mtls/mesh-strict.yaml");
        traffic.eventually(() -> plain(stage), served());
    }

    private static Exchange plain(Stage stage) {
        return stage.outside().get(stage.serviceUrl("nginx", "/"));
    }

    private static Exchange newcomer(Stage stage, Traffic traffic) {
        return traffic.browser("alice").signIn(ALICE, stage.url());
    }
}
