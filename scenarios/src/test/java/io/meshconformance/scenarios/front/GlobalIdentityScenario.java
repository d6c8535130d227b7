package io.meshconformance.scenarios.front;

import static io.meshconformance.harness.expect.EchoedHeaders.once;
import static io.meshconformance.harness.expect.EchoedHeaders.without;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyControls;
import io.meshconformance.harness.pomerium.SharedSettings;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.PlatformControls;
import io.meshconformance.harness.scene.Route;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.SAME_THREAD)
@Scenario(
        id = "PROXY-025",
        title =
                "The setting for all routes passes the identity on where a route says nothing, and a route's own word holds",
        manifests = {"workloads/httpbin.yaml", "proxy/httpbin-without-identity.yaml"},
        proxyWide = true,
        users = "alice")
class GlobalIdentityScenario {

    private static final String INGRESS = "httpbin-without-identity";
    private static final String ANNOTATION = "pass_identity_headers";
    private static final String SETTING = "passIdentityHeaders";

    private @Given Callers callers;
    private @Given PlatformControls platform;
    private @Given ProxyControls proxy;
    private @Given Traffic traffic;
    private @Given("second") Route route;
    private @Given("httpbin") Workload httpbin;

    @Check("a route without the annotation passes the assertion on while the setting is there, and not without it")
    void unsaid() {
        Session alice = callers.signedIn(ALICE, route);
        keptBack(alice);
        try (SharedSettings settings = platform.proxySettings()) {
            settings.put(SETTING, true);
            passedOn(alice);
        }
        keptBack(alice);
    }

    @Check("a route's own false holds against a setting of true, a route's own true against one that is not there")
    void ownWord() {
        Session alice = callers.signedIn(ALICE, route);
        keptBack(alice);
        try (SharedSettings settings = platform.proxySettings()) {
            settings.put(SETTING, true);
            passedOn(alice);
            proxy.annotate(INGRESS, ANNOTATION, "false");
            keptBack(alice);
        }
        proxy.annotate(INGRESS, ANNOTATION, "true");
        passedOn(alice);
    }

    private void passedOn(Session alice) {
        traffic.eventually(() -> alice.get(route.url("/headers")), httpbin.serves(), once(Proxy.ASSERTION));
    }

    private void keptBack(Session alice) {
        traffic.eventually(() -> alice.get(route.url("/headers")), httpbin.serves(), without(Proxy.ASSERTION));
    }
}
