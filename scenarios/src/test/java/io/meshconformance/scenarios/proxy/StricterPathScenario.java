package io.meshconformance.scenarios.proxy;

import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.identity.User.BOB;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Route;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Scenario(
        id = "PROXY-015",
        title = "Of two Ingresses on one host, the policy of the longer path decides, however the path is spelled",
        manifests = {"workloads/httpbin.yaml", "proxy/paths.yaml", "proxy/stricter-path.yaml"},
        users = {"alice", "bob"})
class StricterPathScenario {

    private static final String STRICTER = "/anything/admin";

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("httpbin") Workload httpbin;

    @ParameterizedTest(name = "{0} is refused to a user whom only the shorter path''s policy admits")
    @ValueSource(
            strings = {
                "/anything/admin",
                "/anything/admin/",
                "/anything/admin/below?as=user",
                "/anything/./admin",
                "/anything/user/../admin",
                "/anything/%2e/admin",
                "/anything//admin",
                "/anything/%61dmin"
            })
    void refused(String path) {
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(() -> alice.get(route.url("/anything/user")), httpbin.serves());
        httpbin.neverSaw(traffic.eventually(() -> alice.get(route.url(path)), Proxy.forbidden()));
    }

    @Check("the user whom the longer path's policy names is served there")
    void admitted() {
        Session bob = callers.signedIn(BOB);
        traffic.eventually(() -> bob.get(route.url(STRICTER)), httpbin.serves());
    }

    @Check("the policy comes into force with its Ingress, whichever of the two came first, and ends with it")
    void order() {
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(() -> alice.get(route.url(STRICTER)), Proxy.forbidden());
        manifests.remove("proxy/stricter-path.yaml");
        traffic.eventually(() -> alice.get(route.url(STRICTER)), httpbin.serves());
        manifests.apply("proxy/stricter-path.yaml");
        httpbin.neverSaw(traffic.eventually(() -> alice.get(route.url(STRICTER)), Proxy.forbidden()));
    }
}
