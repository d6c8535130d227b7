package io.meshconformance.scenarios.proxy;

import static io.meshconformance.harness.expect.EchoedHeaders.containing;
import static io.meshconformance.harness.expect.EchoedHeaders.lacking;
import static io.meshconformance.harness.expect.EchoedHeaders.without;
import static io.meshconformance.harness.expect.Expectations.served;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Stage;

@Scenario(
        id = "PROXY-007",
        title = "Upstream by Service name rides mutual TLS as the proxy; by pod address under STRICT it fails visibly",
        manifests = {"workloads/httpbin.yaml", "routes/httpbin-with-identity.yaml", "proxy/httpbin-by-address.yaml"})
class UpstreamIdentityScenario {

    private static final String PEER = "X-Forwarded-Client-Cert";
    private static final String PROXY_IDENTITY = "URI=spiffe://cluster.local/ns/pomerium/sa/pomerium-controller";

    /** Said by the proxy's Envoy, or by its sidecar where the mesh knows HTTP on that port. */
    private static final Expectation UNREACHABLE = Proxy.upstreamUnreachable().or(Mesh.upstreamUnreachable());

    @Check("by Service name the workload sees the proxy's own principal, whatever certificate a client claims")
    void byName(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        traffic.eventually(
                () -> alice.get(stage.url("/headers"), PEER, "URI=spiffe://cluster.local/ns/forged/sa/forged"),
                served(),
                containing(PEER, PROXY_IDENTITY),
                lacking(PEER, "forged"));
    }

    @Check("by pod address it goes in plaintext, as nobody; under STRICT that is a 503, and the name serves on")
    void byAddress(Stage stage, Traffic traffic) {
        traffic.eventually(() -> traffic.anonymous().get(stage.secondUrl()), Proxy.redirectsToSignIn());
        Session alice = stage.signedIn(ALICE);
        traffic.signedIn(alice, ALICE, stage.secondUrl());
        traffic.eventually(() -> alice.get(stage.secondUrl("/headers")), served(), without(PEER));
        stage.apply("mtls/strict.yaml");
        Exchange refused = traffic.eventually(() -> alice.get(stage.secondUrl("/headers")), UNREACHABLE);
        stage.workload("httpbin").wasNotReachedBy(refused);
        traffic.eventually(() -> alice.get(stage.url("/headers")), served(), containing(PEER, PROXY_IDENTITY));
    }
}
