package io.meshconformance.scenarios.policy;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.scene.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Scenario(
        id = "POL-016",
        title = "Rules on hosts, methods and ports admit what they name and nothing that resembles it",
        manifests = {"workloads/httpbin.yaml", "policy/operations.yaml"},
        byProxy = false)
class OperationScenario {

    private static final Headers OVERRIDE = Headers.none().with("X-HTTP-Method-Override", "GET");

    private @Given("httpbin") Target httpbin;

    @ParameterizedTest(name = "at {0} the host {1} is admitted, and {2} is denied")
    @CsvSource({
        "/anything/host, shop.test, shop.test.evil.test",
        "/anything/host, SHOP.Test, evil-shop.test",
        "/anything/host, shop.test, shop-test",
        "/anything/host, shop.test, shop.test:80",
        "/anything/host, shop.test, shop.test.",
        "/anything/host/end, a.shop.test, shop.test",
        "/anything/host/end, A.B.SHOP.TEST, a-shop.test",
        "/anything/host/end, a.shop.test, a.shop.test.evil.test",
        "/anything/host/beginning, shop.test:8080, shop.test",
        "/anything/host/other, another.test, shop.test",
        "/anything/host/other, another.test, SHOP.TEST"
    })
    void hosts(String path, String admitted, String denied) {
        httpbin.serves(() -> at(admitted, path));
        httpbin.deniesAsNoneAllows(() -> at(denied, path));
    }

    /** As the documentation of AuthorizationPolicy advises, a denial of a host names it with any port as well. */
    @Check("a host with a port behind it is another host to a rule that leaves the bare one out")
    void hostWithPort() {
        httpbin.deniesAsNoneAllows(() -> at("shop.test", "/anything/host/other"));
        httpbin.serves(() -> at("shop.test:80", "/anything/host/other"));
    }

    @ParameterizedTest(name = "where GET is admitted, {0} is denied, whatever headers say of the method")
    @ValueSource(strings = {"POST", "DELETE"})
    void methods(String method) {
        httpbin.serves(() -> httpbin.get("/anything/method"));
        httpbin.deniesAsNoneAllows(() -> httpbin.send(method, "/anything/method", OVERRIDE));
    }

    @Check("where all methods but POST are admitted, POST is denied, whatever headers say of the method")
    void otherMethods() {
        httpbin.serves(() -> httpbin.send("PUT", "/anything/method/other", Headers.none()));
        httpbin.deniesAsNoneAllows(() -> httpbin.send("POST", "/anything/method/other", OVERRIDE));
    }

    @Check("a port in a rule is the workload's own, not the Service's")
    void ports() {
        httpbin.serves(() -> httpbin.get("/anything/port"));
        httpbin.deniesAsNoneAllows(() -> httpbin.get("/anything/port/service"));
        httpbin.deniesAsNoneAllows(() -> httpbin.get("/anything/port/other"));
    }

    @ParameterizedTest(name = "a path full of signs is admitted as it is written, and {0} is denied")
    @ValueSource(strings = {"/anything/aXb+c$(d)!e", "/anything/a.bbc", "/anything/a.b+c$(d)", "/anything/a.b+c"})
    void signs(String other) {
        httpbin.serves(() -> httpbin.get("/anything/a.b+c$(d)!e"));
        httpbin.deniesAsNoneAllows(() -> httpbin.get(other));
    }

    /** From outside the mesh: no other sidecar may look for the host. */
    private Exchange at(String host, String path) {
        return httpbin.fromOutside(path, Headers.none().with("Host", host));
    }
}
