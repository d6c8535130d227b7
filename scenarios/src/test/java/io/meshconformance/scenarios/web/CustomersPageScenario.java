package io.meshconformance.scenarios.web;

import static io.meshconformance.harness.accesslog.Decision.Fixed.NONE_ALLOWED;
import static io.meshconformance.harness.expect.Expectations.status;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.accesslog.Decision.TokenRejected;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.TokenIssuer;

@Scenario(
        id = "WEB-001",
        title = "The page shows its customers to every visitor, until a policy limits them to signed-in users",
        manifests = "web/shop.yaml",
        tokens = "RS256",
        byProxy = false)
class CustomersPageScenario {

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given TokenIssuer tokens;
    private @Given Traffic traffic;
    private @Given("customers") Workload customers;
    private @Given("web-frontend") Workload frontend;

    @Check("RequestAuthentication alone changes nothing for a visitor without a token")
    void authenticationAlone() {
        Page page = page();
        traffic.eventually(page::signedOut, frontend.serves(), customers.answers());
        manifests.apply("web/request-authentication.yaml");
        // A session that is none shows that the object is in force.
        Exchange refused = traffic.eventually(() -> page.with("none"), Page.of(status(401)));
        customers.sidecarRejected(refused, new TokenRejected(refused.body()));
        traffic.consistently(page::signedOut, frontend.serves(), customers.answers());
    }

    @Check("with AuthorizationPolicy the page shows the 403 of the customers service, and the data again after sign-in")
    void policy() {
        Page page = page();
        traffic.eventually(page::signedOut, frontend.serves(), customers.answers());
        manifests.apply("web/request-authentication.yaml", "web/authorization-policy.yaml");
        Exchange refused = traffic.eventually(page::signedOut, Page.of(Mesh.rbacDenied()));
        customers.sidecarRejected(refused, NONE_ALLOWED);
        traffic.eventually(() -> page.with(tokens.valid("alice")), frontend.serves(), customers.answers());
    }

    private Page page() {
        return new Page(callers.outside(), frontend.url());
    }
}
