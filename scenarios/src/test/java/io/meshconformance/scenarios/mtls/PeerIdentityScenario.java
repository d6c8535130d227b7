package io.meshconformance.scenarios.mtls;

import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.served;
import static io.meshconformance.harness.expect.Expectations.servesIdentity;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.istio.PeerIdentity.nobodySeen;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.PodClient;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.PeerIdentity;
import io.meshconformance.harness.scene.Stage;

@Scenario(
        id = "MTLS-003",
        title = "A peer is its namespace and service account, and nobody can claim to be another",
        manifests = {"workloads/httpbin.yaml"})
class PeerIdentityScenario {

    private static final PeerIdentity CLIENT = PeerIdentity.of("clients-inside", "client");
    private static final String FORWARDED = "X-Forwarded-Client-Cert";
    private static final String CLAIMED =
            "By=spiffe://cluster.local/ns/any/sa/any;URI=spiffe://cluster.local/ns/istio-system/sa/istiod";

    @Check("the forwarded header names both ends by namespace and service account")
    void forwarded(Stage stage, Traffic traffic) {
        traffic.eventually(
                () -> headersSeen(stage, stage.inside()),
                served(),
                CLIENT.seenByWorkload(),
                workload(stage).calledByWorkload());
    }

    @Check("under STRICT the certificate that a workload shows carries its identity, and a stranger gets no further")
    void certificate(Stage stage, Traffic traffic) {
        forwarded(stage, traffic);
        stage.apply("mtls/strict.yaml");
        String url = "https://httpbin." + stage.namespace() + ".svc.cluster.local:80/headers";
        Exchange shown = traffic.eventually(
                () -> stage.outside().trustingAnything().get(url),
                servesIdentity(workload(stage).uri()),
                answeredBy(Answerer.NOBODY));
        stage.workload("httpbin").wasNotReachedBy(shown);
        stage.remove("mtls/strict.yaml");
        traffic.eventually(() -> headersSeen(stage, stage.outside()), status(200), nobodySeen());
    }

    @Check("a header that claims another peer never arrives, be it sent in plaintext or from inside the mesh")
    void spoofed(Stage stage, Traffic traffic) {
        String url = stage.serviceUrl("httpbin", "/headers");
        traffic.eventually(() -> stage.outside().get(url, FORWARDED, CLAIMED), status(200), nobodySeen());
        traffic.eventually(() -> stage.inside().get(url, FORWARDED, CLAIMED), status(200), CLIENT.seenByWorkload());
    }

    private static PeerIdentity workload(Stage stage) {
        return PeerIdentity.of(stage.namespace(), "httpbin");
    }

    private static Exchange headersSeen(Stage stage, PodClient client) {
        return client.get(stage.serviceUrl("httpbin", "/headers"));
    }
}
