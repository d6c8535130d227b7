package io.meshconformance.scenarios.jwt;

import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Stage;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.wait.Timeouts;

@Scenario(
        id = "JWT-008",
        title = "While the key set cannot be fetched tokens are refused; once it can, they are accepted",
        manifests = {"workloads/httpbin.yaml", "routes/httpbin-with-identity.yaml"})
class KeySetByUriScenario {

    @Check("the proxy's key set under a name its certificate is not for: refused; under its own name: accepted")
    void fetched(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        Target httpbin = Target.httpbin(stage, traffic);
        String assertion = stage.assertionAt(httpbin.serves(() -> alice.get(stage.url("/headers"))))
                .compact();
        stage.apply("jwt/key-set-untrusted.yaml");
        httpbin.refuses(
                () -> httpbin.get("/headers", Proxy.ASSERTION, assertion),
                Mesh.jwtRejected(401, "Jwt verification fails"));
        httpbin.serves(() -> httpbin.get("/headers"));
        stage.apply("jwt/key-set.yaml");
        Target patiently = Target.httpbin(stage, traffic.within(Timeouts::keySetRefresh));
        patiently.serves(() -> httpbin.get("/headers", Proxy.ASSERTION, assertion));
        httpbin.serves(() -> alice.get(stage.url("/headers")));
        stage.remove("jwt/key-set.yaml");
    }

    @Check("as long as nobody answers at the key set's address: refused; somebody does: accepted, by the same rule")
    void appears(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        Target httpbin = Target.httpbin(stage, traffic);
        String assertion = stage.assertionAt(httpbin.serves(() -> alice.get(stage.url("/headers"))))
                .compact();
        stage.apply("jwt/key-set-silent.yaml", "jwt/key-set-elsewhere.yaml");
        httpbin.refuses(
                () -> httpbin.get("/headers", Proxy.ASSERTION, assertion),
                Mesh.jwtRejected(401, "Jwt verification fails"));
        httpbin.serves(() -> httpbin.get("/headers"));
        stage.apply("jwt/key-set-answering.yaml");
        Target patiently = Target.httpbin(stage, traffic.within(Timeouts::keySetRefresh));
        patiently.serves(() -> httpbin.get("/headers", Proxy.ASSERTION, assertion));
        stage.remove("jwt/key-set-elsewhere.yaml");
    }
}
