package io.meshconformance.scenarios.resilience;

import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyControls;
import io.meshconformance.harness.pomerium.ProxyKey;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.PlatformControls;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.scene.TokenIssuer;
import io.meshconformance.harness.wait.Timeouts;

@Scenario(
        id = "RES-005",
        title = "While the server of a key set is away, the keys that were fetched stay in force, and no other",
        manifests = {"workloads/httpbin.yaml", "routes/httpbin-with-identity.yaml", "jwt/key-set-answering.yaml"},
        meshWide = true,
        users = "alice")
class KeyServerDownScenario {

    private static final String WORKLOAD = "workloads/httpbin.yaml";

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given PlatformControls platform;
    private @Given ProxyControls proxy;
    private @Given Route route;
    private @Given TokenIssuer tokens;
    private @Given Traffic traffic;
    private @Given("httpbin") Target httpbin;

    @Check("a valid assertion is served and a forged one refused, before, during and after an outage of the key set's"
            + " server, by a sidecar that started meanwhile too; and a key that comes after it is taken up")
    void away() {
        Session alice = callers.signedIn(ALICE);
        String genuine = proxy.assertionAt(httpbin.serves(() -> alice.get(route.url("/headers"))))
                .compact();
        String forged = tokens.valid(tokens.claims("alice").from(route.host()).forAudience(route.host()));
        manifests.apply("jwt/key-set-elsewhere.yaml");
        httpbin.refuses(() -> bearing(forged), Mesh.rejects(Flaw.UNKNOWN_KEY_ID));
        httpbin.serves(() -> bearing(genuine));
        manifests.apply("jwt/key-set-silent.yaml");
        traffic.consistently(() -> bearing(genuine), httpbin.workload().serves());
        // The sidecar is told anew, and from what the control plane has kept.
        manifests.apply("jwt/key-set-elsewhere-patient.yaml");
        manifests.awaitInForce();
        traffic.consistently(() -> bearing(genuine), httpbin.workload().serves());
        httpbin.refuses(() -> bearing(forged), Mesh.rejects(Flaw.UNKNOWN_KEY_ID));
        manifests.remove(WORKLOAD);
        manifests.apply(WORKLOAD);
        httpbin.refuses(() -> bearing(forged), Mesh.rejects(Flaw.UNKNOWN_KEY_ID));
        httpbin.serves(() -> bearing(genuine));
        manifests.apply("jwt/key-set-answering.yaml");
        httpbin.serves(() -> bearing(genuine));
        Target patiently = httpbin.within(Timeouts::keySetRefresh);
        try (ProxyKey key = platform.proxyKey()) {
            key.replace();
            patiently.refuses(() -> bearing(genuine), Mesh.rejects(Flaw.UNKNOWN_KEY_ID));
            patiently.serves(() -> alice.get(route.url("/headers")));
        }
        // What the others stand on is back before they go on.
        patiently.serves(() -> bearing(genuine));
    }

    private Exchange bearing(String assertion) {
        return httpbin.get("/headers", Proxy.ASSERTION, assertion);
    }
}
