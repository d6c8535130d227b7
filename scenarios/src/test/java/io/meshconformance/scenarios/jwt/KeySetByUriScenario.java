package io.meshconformance.scenarios.jwt;

import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyControls;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.wait.Timeouts;

@Scenario(
        id = "JWT-008",
        title = "While the key set cannot be fetched tokens are refused; once it can be fetched they are accepted",
        manifests = {"workloads/httpbin.yaml", "routes/httpbin-with-identity.yaml"},
        users = "alice")
class KeySetByUriScenario {

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given ProxyControls proxy;
    private @Given Route route;
    private @Given("httpbin") Target httpbin;

    @Check(
            "tokens are refused while jwksUri names a host that the certificate is not for, and accepted under the proxy's own name")
    void fetched() {
        Session alice = callers.signedIn(ALICE);
        String assertion = proxy.assertionAt(httpbin.serves(() -> alice.get(route.url("/headers"))))
                .compact();
        manifests.apply("jwt/key-set-untrusted.yaml");
        httpbin.refuses(
                () -> httpbin.get("/headers", Proxy.ASSERTION, assertion),
                Mesh.jwtRejected(401, "Jwt verification fails"));
        httpbin.serves(() -> httpbin.get("/headers"));
        manifests.apply("jwt/key-set.yaml");
        Target patiently = httpbin.within(Timeouts::keySetRefresh);
        patiently.serves(() -> httpbin.get("/headers", Proxy.ASSERTION, assertion));
        httpbin.serves(() -> alice.get(route.url("/headers")));
    }

    @Check(
            "tokens are refused while no server answers at the key set's address, and accepted by the same rule once one does")
    void appears() {
        Session alice = callers.signedIn(ALICE);
        String assertion = proxy.assertionAt(httpbin.serves(() -> alice.get(route.url("/headers"))))
                .compact();
        manifests.apply("jwt/key-set-silent.yaml", "jwt/key-set-elsewhere.yaml");
        httpbin.refuses(
                () -> httpbin.get("/headers", Proxy.ASSERTION, assertion),
                Mesh.jwtRejected(401, "Jwt verification fails"));
        httpbin.serves(() -> httpbin.get("/headers"));
        manifests.apply("jwt/key-set-answering.yaml");
        Target patiently = httpbin.within(Timeouts::keySetRefresh);
        patiently.serves(() -> httpbin.get("/headers", Proxy.ASSERTION, assertion));
    }
}
