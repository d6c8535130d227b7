package io.meshconformance.scenarios.gateway;

import static io.meshconformance.harness.expect.Expectations.connectionCutOff;
import static io.meshconformance.harness.expect.Expectations.served;
import static io.meshconformance.harness.expect.Expectations.showsNoCertificate;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.istio.IngressGateway.servesItsOwnCertificate;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.IngressGateway;
import io.meshconformance.harness.scene.Stage;

@Scenario(
        id = "GW-002",
        title = "Hosts outside the wildcard are refused; a missing Secret shuts its hosts until it appears",
        manifests = {"workloads/nginx.yaml", "gateway/two-wildcards.yaml"})
class GatewayHostsScenario {

    private static final Expectation SERVED =
            served().and(servesItsOwnCertificate()).called("served by the application through the gateway");

    @Check("a host of the wildcard is served; a server name outside it is cut off before any certificate is shown")
    void serverName(Stage stage) {
        IngressGateway gateway = stage.gateway();
        Traffic traffic = gateway.traffic();
        traffic.eventually(() -> traffic.anonymous().get(gateway.url("shop.early")), SERVED);
        traffic.consistently(
                () -> traffic.anonymous().get(gateway.url("shop.elsewhere")), connectionCutOff(), showsNoCertificate());
    }

    @Check("under a server name of the wildcard, a Host header outside it is told 404 by the gateway")
    void hostHeader(Stage stage) {
        IngressGateway gateway = stage.gateway();
        Traffic traffic = gateway.traffic();
        String inside = gateway.url("shop.early");
        traffic.eventually(() -> traffic.anonymous().get(inside), SERVED);
        Exchange misled = traffic.consistently(
                () -> traffic.anonymous().get(inside, "Host", stage.host()), status(404), servesItsOwnCertificate());
        gateway.workload().wasSpared(misled, "route_not_found");
        stage.workload("nginx").wasNotReachedBy(misled);
    }

    @Check("while its Secret is missing no handshake succeeds, beside others that do; once there, without a restart")
    void missing(Stage stage) {
        IngressGateway gateway = stage.gateway();
        Traffic traffic = gateway.traffic();
        String late = gateway.url("shop.late");
        traffic.eventually(() -> traffic.anonymous().get(gateway.url("shop.early")), SERVED);
        String running = gateway.workload().incarnation();
        traffic.consistently(() -> traffic.anonymous().get(late), connectionCutOff(), showsNoCertificate());
        stage.apply("gateway/late-secret.yaml");
        traffic.eventually(() -> traffic.anonymous().get(late), SERVED);
        gateway.workload().isStill(running);
    }
}
