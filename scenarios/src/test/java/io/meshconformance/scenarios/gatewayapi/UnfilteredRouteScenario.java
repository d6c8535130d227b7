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
        meshWide = true,
        users = "alice")
class UnfilteredRouteScenario {

    private static final String WITHOUT_FILTER = "gateway-api/route-without-filter.yaml";
    private static final String MISSING_FILTER = "gateway-api/route-missing-filter.yaml";
    private static final String FOREIGN_FILTER = "gateway-api/route-foreign-filter.yaml";
    private static final String READ_LAST = "gateway-api/route-read-last.yaml";

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
            Session alice = callers.browser("alice");
            traffic.expect(callers.signIn(alice, ALICE, route.url()), httpbin.serves());
            manifests.apply(WITHOUT_FILTER, READ_LAST);
            isShut(alice, Proxy.forbidden());
            inPlaceOf(WITHOUT_FILTER, MISSING_FILTER);
            isShut(alice, Proxy.filterUnreadable());
            inPlaceOf(MISSING_FILTER, FOREIGN_FILTER);
            isShut(alice, Proxy.filterUnreadable());
        }
    }

    private void inPlaceOf(String before, String file) {
        manifests.remove(before);
        manifests.remove(READ_LAST);
        traffic.eventually(() -> callers.anonymous().get(route.labelled("last").url()), Proxy.noSuchRoute());
        manifests.apply(file, READ_LAST);
    }

    /** The route that was applied last is there: then the one before it has been read as well. */
    private void isShut(Session alice, Expectation shut) {
        traffic.eventually(() -> callers.anonymous().get(route.labelled("last").url()), Proxy.redirectsToSignIn());
        httpbin.neverSaw(traffic.consistently(() -> callers.anonymous().get(second.url()), shut));
        httpbin.neverSaw(traffic.consistently(() -> alice.get(second.url()), shut));
        traffic.eventually(() -> alice.get(route.url()), httpbin.serves());
    }
}
