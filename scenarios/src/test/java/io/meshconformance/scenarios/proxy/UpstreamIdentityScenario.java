package io.meshconformance.scenarios.proxy;

import static io.meshconformance.harness.expect.EchoedHeaders.containing;
import static io.meshconformance.harness.expect.EchoedHeaders.lacking;
import static io.meshconformance.harness.expect.EchoedHeaders.without;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.istio.PeerIdentity;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.scene.Workloads;

@Scenario(
        id = "PROXY-007",
        title =
                "The upstream by Service name uses mutual TLS as the proxy; by pod address under STRICT it fails visibly",
        manifests = {"workloads/httpbin.yaml", "routes/httpbin-with-identity.yaml", "proxy/httpbin-by-address.yaml"},
        users = "alice")
class UpstreamIdentityScenario {

    private static final String PEER = "X-Forwarded-Client-Cert";
    private static final String PROXY_IDENTITY = "URI=" + Workloads.PROXY_IDENTITY.uri();

    private static final String FORGED =
            "URI=" + PeerIdentity.of("forged", "forged").uri();

    /** Said by the proxy's Envoy, or by its sidecar where the mesh knows HTTP on that port. */
    private static final Expectation UNREACHABLE = Proxy.upstreamUnreachable().or(Mesh.upstreamUnreachable());

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("second") Route second;
    private @Given("httpbin") Workload httpbin;

    @Check("by Service name the workload sees the proxy's own principal, whatever certificate a client claims")
    void byName() {
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(
                () -> alice.get(route.url("/headers"), PEER, FORGED),
                httpbin.serves(),
                containing(PEER, PROXY_IDENTITY),
                lacking(PEER, "forged"));
    }

    @Check(
            "by pod address the request is plaintext without an identity; under STRICT it is 503, and the name still serves")
    void byAddress() {
        traffic.eventually(() -> callers.anonymous().get(second.url()), Proxy.redirectsToSignIn());
        Session alice = callers.signedIn(ALICE);
        callers.signIn(alice, ALICE, second.url());
        traffic.eventually(() -> alice.get(second.url("/headers")), httpbin.serves(), without(PEER));
        manifests.apply("mtls/strict.yaml");
        Exchange refused = traffic.eventually(() -> alice.get(second.url("/headers")), UNREACHABLE);
        httpbin.neverSaw(refused);
        traffic.eventually(() -> alice.get(route.url("/headers")), httpbin.serves(), containing(PEER, PROXY_IDENTITY));
    }
}
