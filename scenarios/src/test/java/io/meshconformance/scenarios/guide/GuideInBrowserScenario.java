package io.meshconformance.scenarios.guide;

import static io.meshconformance.evidence.Answerer.PROVIDER;
import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.served;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.browser.Browser;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Stage;

@Scenario(
        id = "GUIDE-008",
        title = "A person walks the guide's path in a browser: sign-in, the page, the mesh's refusal, the page again",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"})
class GuideInBrowserScenario {

    @Check("signed in at the provider, the person sees the page, then `RBAC: access denied`, then the page again")
    void walks(Stage stage, Traffic traffic, Browser browser) {
        traffic.eventually(() -> traffic.anonymous().get(stage.url()), Proxy.redirectsToSignIn());
        traffic.eventually(() -> browser.open(stage.url()), status(200), answeredBy(PROVIDER));
        traffic.expect(browser.signIn(ALICE), served());
        browser.show("signed in, before any policy");

        stage.apply("guide/nginx-policies.yaml");
        Exchange refused = traffic.eventually(() -> browser.open(stage.url()), Mesh.rbacDenied());
        browser.show("both policies in force, no identity passed on: the mesh refuses");
        stage.workload("nginx").wasSpared(refused, "rbac_access_denied_matched_policy[none]");

        stage.annotate("nginx", "ingress.pomerium.io/pass_identity_headers", "true");
        traffic.eventually(() -> browser.open(stage.url()), served());
        browser.show("the annotation set: the mesh admits, and keeps the assertion from the workload");
    }
}
