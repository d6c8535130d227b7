package io.meshconformance.scenarios.resilience;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.scene.TokenIssuer;
import io.meshconformance.harness.wait.Timeouts;

@Scenario(
        id = "RES-005",
        title = "While the server of a key set is away, the keys that were fetched stay in force, and no other",
        manifests = {"workloads/httpbin.yaml", "jwt/key-server.yaml", "jwt/key-server-answering.yaml"},
        byProxy = false,
        isLong = true)
class KeyServerDownScenario {

    private static final String WORKLOAD = "workloads/httpbin.yaml";

    private @Given Manifests manifests;
    private @Given TokenIssuer tokens;
    private @Given Traffic traffic;
    private @Given("httpbin") Target httpbin;

    @Check(
            "a token of the known key is served and one of another refused, before, during and after an outage of the key"
                    + " set's server, by a sidecar that started meanwhile too; and a key that comes after it is taken up")
    void away() {
        String known = tokens.valid("alice");
        String next = tokens.nextKey().valid("alice");
        manifests.apply("jwt/key-set-served.yaml");
        httpbin.refuses(() -> httpbin.get("/headers", next), Mesh.rejects(Flaw.UNKNOWN_KEY_ID));
        httpbin.serves(() -> httpbin.get("/headers", known));
        manifests.apply("jwt/key-server-silent.yaml");
        traffic.consistently(
                () -> httpbin.get("/headers", known), httpbin.workload().serves());
        // The sidecar is told anew, and from what the control plane has kept.
        manifests.apply("jwt/key-set-served-patient.yaml");
        manifests.awaitInForce();
        traffic.consistently(
                () -> httpbin.get("/headers", known), httpbin.workload().serves());
        httpbin.refuses(() -> httpbin.get("/headers", next), Mesh.rejects(Flaw.UNKNOWN_KEY_ID));
        manifests.remove(WORKLOAD);
        manifests.apply(WORKLOAD);
        httpbin.refuses(() -> httpbin.get("/headers", next), Mesh.rejects(Flaw.UNKNOWN_KEY_ID));
        httpbin.serves(() -> httpbin.get("/headers", known));
        manifests.apply("jwt/key-server-renewed.yaml");
        Target patiently = httpbin.within(Timeouts::keySetRefresh);
        patiently.refuses(() -> httpbin.get("/headers", known), Mesh.rejects(Flaw.UNKNOWN_KEY_ID));
        patiently.serves(() -> httpbin.get("/headers", next));
    }
}
