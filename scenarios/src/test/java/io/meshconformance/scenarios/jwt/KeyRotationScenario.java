package io.meshconformance.scenarios.jwt;

import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.identity.Jwt;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyControls;
import io.meshconformance.harness.pomerium.ProxyKey;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.PlatformControls;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.scene.Workloads;
import io.meshconformance.harness.wait.Observation;
import io.meshconformance.harness.wait.Timeouts;

@Scenario(
        id = "JWT-009",
        title = "A new signing key of the proxy is accepted after the refresh and the old one refused, with no restart",
        manifests = {"workloads/httpbin.yaml", "routes/httpbin-with-identity.yaml", "jwt/key-set.yaml"},
        meshWide = true,
        users = "alice")
class KeyRotationScenario {

    private @Given Callers callers;
    private @Given PlatformControls platform;
    private @Given ProxyControls proxy;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given Workloads workloads;
    private @Given("httpbin") Target httpbin;

    @Check("assertions of the new key are accepted, one of the old key is refused, and no pod was restarted")
    void rotated() {
        Session alice = callers.signedIn(ALICE);
        Target patiently = httpbin.within(Timeouts::keySetRefresh);
        String proxyPod = workloads.proxy().pods().incarnation();
        String httpbinPod = httpbin.workload().pods().incarnation();
        Jwt old = proxy.assertionAt(httpbin.serves(() -> alice.get(route.url("/headers"))));
        httpbin.serves(() -> httpbin.get("/headers", Proxy.ASSERTION, old.compact()));
        try (ProxyKey key = platform.proxyKey()) {
            String keyId = key.replace();
            patiently.refuses(
                    () -> httpbin.get("/headers", Proxy.ASSERTION, old.compact()), Mesh.rejects(Flaw.UNKNOWN_KEY_ID));
            Jwt fresh = proxy.assertionAt(patiently.serves(() -> alice.get(route.url("/headers"))));
            String signedBy = fresh.headerText("kid").orElse("none");
            traffic.expect("the key id of a fresh assertion", keyId, new Observation(signedBy.equals(keyId), signedBy));
        }
        workloads.proxy().pods().wereNotRestarted(proxyPod);
        httpbin.workload().pods().wereNotRestarted(httpbinPod);
        // What the others stand on is back before they go on.
        patiently.serves(() -> alice.get(route.url("/headers")));
    }
}
