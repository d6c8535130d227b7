package io.meshconformance.scenarios.mtls;

import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.servesIdentity;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.istio.PeerIdentity.noneSeen;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.PodClient;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.ControlPlane;
import io.meshconformance.harness.istio.PeerIdentity;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;

@Scenario(
        id = "MTLS-003",
        title = "A peer is its namespace and service account, and no caller can claim another",
        manifests = {"workloads/httpbin.yaml"},
        byProxy = false)
class PeerIdentityScenario {

    private static final String FORWARDED = "X-Forwarded-Client-Cert";
    private static final String CLAIMED =
            "By=" + PeerIdentity.of("any", "any").uri() + ";URI=" + ControlPlane.IDENTITY.uri();

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given Traffic traffic;
    private @Given("httpbin") Workload httpbin;

    @Check("the forwarded header names both ends by namespace and service account")
    void forwarded() {
        traffic.eventually(
                () -> headersSeen(callers.inside()),
                httpbin.serves(),
                Callers.INSIDE.seenByWorkload(),
                workload().calledByWorkload());
    }

    @Check("under STRICT a workload's certificate carries its identity, and a client without a certificate is cut off")
    void certificate() {
        forwarded();
        manifests.apply("mtls/strict.yaml");
        String url = httpbin.url(80, "/headers").replace("http://", "https://");
        Exchange shown = traffic.eventually(
                () -> callers.outside().trustingAnything().get(url),
                servesIdentity(workload().uri()),
                answeredBy(Answerer.NONE));
        httpbin.neverSaw(shown);
    }

    @Check("a header that claims another peer never arrives, neither in plaintext nor from inside the mesh")
    void spoofed() {
        String url = httpbin.url("/headers");
        traffic.eventually(() -> callers.outside().get(url, FORWARDED, CLAIMED), status(200), noneSeen());
        traffic.eventually(
                () -> callers.inside().get(url, FORWARDED, CLAIMED), status(200), Callers.INSIDE.seenByWorkload());
    }

    private PeerIdentity workload() {
        return PeerIdentity.of(manifests.namespace(), "httpbin");
    }

    private Exchange headersSeen(PodClient client) {
        return client.get(httpbin.url("/headers"));
    }
}
