package io.meshconformance.scenarios.gateway;

import static io.meshconformance.harness.accesslog.Decision.Fixed.NO_FILTER_CHAIN;
import static io.meshconformance.harness.accesslog.Decision.Fixed.NO_ROUTE;
import static io.meshconformance.harness.expect.Expectations.connectionCutOff;
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

    private @Given IngressGateway gateway;
    private @Given Manifests manifests;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("nginx") Workload nginx;

    @Check("a host of the wildcard is served, and a server name outside it is cut off before any certificate is shown")
    void serverName() {
        traffic.eventually(() -> gateway.anonymous().get(gateway.url("shop.early")), served());
        Exchange cut = traffic.consistently(
                () -> gateway.anonymous().get(gateway.url("shop.elsewhere")), connectionCutOff(), showsNoCertificate());
        gateway.workload().sidecarAloneClosedConnection(cut, NO_FILTER_CHAIN);
        nginx.neverSaw(cut);
    }

    @Check("the gateway answers 404 to a Host header outside the wildcard under a server name of the wildcard")
    void hostHeader() {
        String inside = gateway.url("shop.early");
        traffic.eventually(() -> gateway.anonymous().get(inside), served());
        Exchange misled = traffic.consistently(
                () -> gateway.anonymous().get(inside, "Host", route.host()), status(404), servesItsOwnCertificate());
        gateway.workload().sidecarAnswered(misled, NO_ROUTE);
        nginx.neverSaw(misled);
    }

    @Check(
            "without its Secret a host's handshakes fail while others work, and they work once the Secret exists, with no restart")
    void missing() {
        String late = gateway.url("shop.late");
        traffic.eventually(() -> gateway.anonymous().get(gateway.url("shop.early")), served());
        String running = gateway.workload().pods().incarnation();
        nginx.neverSaw(
                traffic.consistently(() -> gateway.anonymous().get(late), connectionCutOff(), showsNoCertificate()));
        gateway.waitsForSecret(manifests.namespace() + "-late");
        manifests.apply("gateway/late-secret.yaml");
        traffic.eventually(() -> gateway.anonymous().get(late), served());
        gateway.workload().pods().wereNotRestarted(running);
    }

    private Expectation served() {
        return nginx.serves().and(servesItsOwnCertificate());
    }
}
