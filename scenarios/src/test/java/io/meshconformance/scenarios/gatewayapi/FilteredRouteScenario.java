package io.meshconformance.scenarios.gatewayapi;

import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.identity.User.MALLORY;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Feature;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.PlatformControls;
import io.meshconformance.harness.scene.PlatformPart;
import io.meshconformance.harness.scene.Route;

@Scenario(
        id = "GAPI-001",
        title = "A route by Gateway API serves the users that its PolicyFilter names, and no other",
        manifests = {
            "workloads/httpbin.yaml",
            "gateway-api/definitions.yaml",
            "gateway-api/gateway.yaml",
            "gateway-api/policy-filter.yaml",
            "gateway-api/route.yaml"
        },
        needs = Feature.GATEWAY_API,
        meshWide = true,
        users = {"alice", "mallory"})
class FilteredRouteScenario {

    private @Given Callers callers;
    private @Given PlatformControls platform;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("httpbin") Workload httpbin;

    @Check(
            "a user of the filter's domain is served after sign-in, and a user of another domain is refused by the proxy")
    void users() {
        try (PlatformPart proxy = platform.proxy()) {
            proxy.addArgument(RouteByGatewayApi.ENABLED);
            proxy.awaitRenewed();
            httpbin.neverSaw(traffic.eventually(() -> callers.anonymous().get(route.url()), Proxy.redirectsToSignIn()));
            Session alice = callers.browser("alice");
            traffic.expect(callers.signIn(alice, ALICE, route.url()), httpbin.serves());
            Session mallory = callers.browser("mallory");
            traffic.expect(callers.signIn(mallory, MALLORY, route.url()), Proxy.forbidden());
            httpbin.neverSaw(traffic.eventually(() -> mallory.get(route.url()), Proxy.forbidden()));
        }
    }
}
