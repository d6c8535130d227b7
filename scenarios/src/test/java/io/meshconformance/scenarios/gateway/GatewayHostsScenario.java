package io.meshconformance.scenarios.gateway;

import static io.meshconformance.harness.accesslog.Decision.Fixed.NO_ROUTE;
import static io.meshconformance.harness.expect.Expectations.connectionCutOff;
import static io.meshconformance.harness.expect.Expectations.served;
import static io.meshconformance.harness.expect.Expectations.showsNoCertificate;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.istio.IngressGateway.servesItsOwnCertificate;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.IngressGateway;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Route;

@Scenario(
        id = "GW-002",
        title = "Hosts outside the wildcard are refused; a missing Secret shuts its hosts until it appears",
        manifests = {"workloads/nginx.yaml", "gateway/two-wildcards.yaml"})
class GatewayHostsScenario {

    private static final Expectation SERVED =
            served().and(servesItsOwnCertificate()).called("served by the application through the gateway");

    private @Given IngressGateway gateway;
    private @Given Manifests manifests;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("nginx") Workload nginx;

    @Check("a host of the wildcard is served, and a server name outside it is cut off before any certificate is shown")
    void serverName() {
        traffic.eventually(() -> gateway.anonymous().get(gateway.url("shop.early")), SERVED);
        traffic.consistently(
                () -> gateway.anonymous().get(gateway.url("shop.elsewhere")), connectionCutOff(), showsNoCertificate());
    }

    @Check("the gateway answers 404 to a Host header outside the wildcard under a server name of the wildcard")
    void hostHeader() {
        String inside = gateway.url("shop.early");
        traffic.eventually(() -> gateway.anonymous().get(inside), SERVED);
        Exchange misled = traffic.consistently(
                () -> gateway.anonymous().get(inside, "Host", route.host()), status(404), servesItsOwnCertificate());
        gateway.workload().sidecarRejected(misled, NO_ROUTE);
        nginx.neverSaw(misled);
    }

    @Check(
            "without its Secret a host's handshakes fail while others work, and they work once the Secret exists, with no restart")
    void missing() {
        String late = gateway.url("shop.late");
        traffic.eventually(() -> gateway.anonymous().get(gateway.url("shop.early")), SERVED);
        String running = gateway.workload().incarnation();
        traffic.consistently(() -> gateway.anonymous().get(late), connectionCutOff(), showsNoCertificate());
        manifests.apply("gateway/late-secret.yaml");
        traffic.eventually(() -> gateway.anonymous().get(late), SERVED);
        gateway.workload().wasNotRestarted(running);
    }
}
