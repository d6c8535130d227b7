package io.meshconformance.scenarios.jwt;

import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.identity.Jwt;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyKey;
import io.meshconformance.harness.scene.Stage;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.wait.Observation;
import io.meshconformance.harness.wait.Timeouts;

@Scenario(
        id = "JWT-009",
        title = "A new signing key of the proxy is accepted after the refresh, the old one refused, nothing restarted",
        manifests = {"workloads/httpbin.yaml", "routes/httpbin-with-identity.yaml", "jwt/key-set.yaml"},
        meshWide = true)
class KeyRotationScenario {

    @Check("assertions of the new key are accepted, one of the old key is refused, and all pods are the same")
    void rotated(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        Target httpbin = Target.httpbin(stage, traffic);
        Target patiently = Target.httpbin(stage, traffic.within(Timeouts::keySetRefresh));
        String proxy = stage.workload("pomerium", "pomerium").incarnation();
        String workload = stage.workload("httpbin").incarnation();
        Jwt old = stage.assertionAt(httpbin.serves(() -> alice.get(stage.url("/headers"))));
        httpbin.serves(() -> httpbin.get("/headers", Proxy.ASSERTION, old.compact()));
        try (ProxyKey key = stage.proxyKey()) {
            String keyId = key.replace();
            patiently.refuses(
                    () -> httpbin.get("/headers", Proxy.ASSERTION, old.compact()), Mesh.rejects(Flaw.UNKNOWN_KEY_ID));
            Jwt fresh = stage.assertionAt(patiently.serves(() -> alice.get(stage.url("/headers"))));
            String signedBy = fresh.headerText("kid").orElse("none");
            traffic.expect("the key id of a fresh assertion", keyId, new Observation(signedBy.equals(keyId), signedBy));
        }
        stage.workload("pomerium", "pomerium").isStill(proxy);
        stage.workload("httpbin").isStill(workload);
        // What the others stand on is back before they go on.
        patiently.serves(() -> alice.get(stage.url("/headers")));
    }
}
