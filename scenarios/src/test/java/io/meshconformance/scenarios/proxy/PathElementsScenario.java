package io.meshconformance.scenarios.proxy;

import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Scenario(
        id = "PROXY-014",
        title =
                "An Ingress path of type Prefix opens its path elements, and nothing that only begins with the same characters",
        manifests = {"workloads/httpbin.yaml", "proxy/paths.yaml"})
class PathElementsScenario {

    private @Given Callers callers;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("httpbin") Workload httpbin;

    @ParameterizedTest(name = "{0} is served to a client that never signed in")
    @ValueSource(strings = {"/anything/public", "/anything/public/", "/anything/public/below", "/anything/public?a=b"})
    void opened(String path) {
        traffic.eventually(() -> callers.anonymous().get(route.url(path)), httpbin.serves());
    }

    @ParameterizedTest(
            name = "{0} belongs to the stricter Ingress, and a client that never signed in is sent to sign in")
    @ValueSource(
            strings = {
                "/anything/publicly",
                "/anything/public-admin",
                "/anything/public%61",
                "/anything/public.txt",
                "/anything/publi",
                "/anything/public/../private"
            })
    void closed(String path) {
        traffic.eventually(() -> callers.anonymous().get(route.url("/anything/public")), httpbin.serves());
        Exchange refused =
                traffic.eventually(() -> callers.anonymous().get(route.url(path)), Proxy.redirectsToSignIn());
        httpbin.neverSaw(refused);
    }
}
