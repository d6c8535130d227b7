package io.meshconformance.scenarios.web;

import static io.meshconformance.harness.expect.Expectations.status;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Stage;

@Scenario(
        id = "WEB-001",
        title = "The page shows its customers to anybody, until a policy shows them to who is signed in",
        manifests = "web/shop.yaml",
        tokens = "RS256")
class CustomersPageScenario {

    @Check("RequestAuthentication alone changes nothing for who is not signed in")
    void authenticationAlone(Stage stage, Traffic traffic) {
        Page page = new Page(stage);
        traffic.eventually(page::signedOut, status(200), Page.isShown());
        stage.apply("web/request-authentication.yaml");
        // A session that is none shows that the object is in force.
        traffic.eventually(() -> page.with("none"), status(401), Page.isShown());
        traffic.consistently(page::signedOut, status(200), Page.isShown());
        stage.remove("web/request-authentication.yaml");
    }

    @Check("with AuthorizationPolicy the page shows the customers' 403, and their data again after sign-in")
    void policy(Stage stage, Traffic traffic) {
        Page page = new Page(stage);
        traffic.eventually(page::signedOut, status(200), Page.isShown());
        stage.apply("web/request-authentication.yaml", "web/authorization-policy.yaml");
        Exchange refused = traffic.eventually(page::signedOut, Mesh.rbacDenied(), Page.isShown());
        stage.workload("customers").wasSpared(refused, "rbac_access_denied_matched_policy[none]");
        traffic.eventually(page::signedIn, status(200), Page.isShown());
        stage.remove("web/authorization-policy.yaml");
        stage.remove("web/request-authentication.yaml");
    }
}
