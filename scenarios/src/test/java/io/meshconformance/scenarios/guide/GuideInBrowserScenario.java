package io.meshconformance.scenarios.guide;

import static io.meshconformance.evidence.Answerer.PROVIDER;
import static io.meshconformance.harness.accesslog.Decision.Fixed.NONE_ALLOWED;
import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.browser.Browser;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyControls;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Route;

@Scenario(
        id = "GUIDE-008",
        title = "A user follows the guide in a browser: sign-in, the page, the mesh's refusal, the page again",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"},
        users = "alice")
class GuideInBrowserScenario {

    private @Given Browser browser;
    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given ProxyControls proxy;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("nginx") Workload nginx;

    @Check("a user who signed in at the provider sees the page, then `RBAC: access denied`, then the page again")
    void walks() {
        traffic.eventually(() -> callers.anonymous().get(route.url()), Proxy.redirectsToSignIn());
        traffic.eventually(() -> browser.open(route.url()), status(200), answeredBy(PROVIDER));
        traffic.expect(browser.signIn(ALICE), nginx.serves());
        browser.show("signed in, before any policy");

        manifests.apply("guide/nginx-policies.yaml");
        Exchange refused = traffic.eventually(() -> browser.open(route.url()), Mesh.rbacDenied());
        browser.show("both policies in force, no identity passed on: the mesh refuses");
        nginx.sidecarRejected(refused, NONE_ALLOWED);

        proxy.annotate("nginx", "pass_identity_headers", "true");
        traffic.eventually(() -> browser.open(route.url()), nginx.serves());
        browser.show("the annotation set: the mesh admits, and keeps the assertion from the workload");
    }
}
