package io.meshconformance.scenarios.gatewayapi;

import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Feature;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.PlatformControls;
import io.meshconformance.harness.scene.PlatformPart;
import io.meshconformance.harness.scene.Route;
import java.util.List;

@Scenario(
        id = "GAPI-002",
        title = "A route by Gateway API without a policy, or with a filter that the proxy cannot read, serves no user",
        manifests = {
            "workloads/httpbin.yaml",
            "gateway-api/definitions.yaml",
            "gateway-api/gateway.yaml",
            "gateway-api/policy-filter.yaml",
            "gateway-api/route.yaml"
        },
        needs = Feature.GATEWAY_API,
        meshWide = true)
class UnfilteredRouteScenario {

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given PlatformControls platform;
    private @Given Route route;
    private @Given("second") Route second;
    private @Given Traffic traffic;
    private @Given("httpbin") Workload httpbin;

    @Check("without a filter, with a missing one and with one of an unknown group the workload sees no request")
    void shut() {
        try (PlatformPart proxy = platform.proxy()) {
            proxy.addArgument(RouteByGatewayApi.ENABLED);
            proxy.awaitRenewed();
            traffic.eventually(() -> callers.anonymous().get(route.url()), Proxy.redirectsToSignIn());
            Route last = route.labelled("last");
            Session alice = callers.browser("alice");
            traffic.expect(callers.signIn(alice, ALICE, route.url()), httpbin.serves());
            manifests.apply("gateway-api/route-without-filter.yaml", "gateway-api/route-read-last.yaml");
            isShut(alice, Proxy.forbidden());
            manifests.remove("gateway-api/route-without-filter.yaml");
            for (String filter : List.of("missing", "foreign")) {
                manifests.remove("gateway-api/route-read-last.yaml");
                traffic.eventually(() -> callers.anonymous().get(last.url()), Proxy.noSuchRoute());
                manifests.apply("gateway-api/route-" + filter + "-filter.yaml", "gateway-api/route-read-last.yaml");
                isShut(alice, Proxy.filterUnreadable());
                manifests.remove("gateway-api/route-" + filter + "-filter.yaml");
            }
        }
    }

    /** The route that was applied last is there: then the one before it has been read as well. */
    private void isShut(Session alice, Expectation shut) {
        traffic.eventually(() -> callers.anonymous().get(route.labelled("last").url()), Proxy.redirectsToSignIn());
        httpbin.neverSaw(traffic.consistently(() -> callers.anonymous().get(second.url()), shut));
        httpbin.neverSaw(traffic.consistently(() -> alice.get(second.url()), shut));
        traffic.eventually(() -> alice.get(route.url()), httpbin.serves());
    }
}
