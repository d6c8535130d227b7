package io.meshconformance.scenarios.session;

import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Feature;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.oidc.ProviderAddress;
import io.meshconformance.harness.pomerium.ProgrammaticLogin;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.SharedSettings;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.PlatformControls;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.wait.Timeouts;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.SAME_THREAD)
@Scenario(
        id = "PROXY-030",
        title = "A session ends when the provider, asked anew, vouches for its user no longer",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"},
        proxyWide = true,
        needs = Feature.SCRIPTED_REFRESH,
        users = "alice")
class RefusedRefreshScenario {

    private @Given Callers callers;
    private @Given PlatformControls platform;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("nginx") Workload nginx;

    @Check(
            "browser and program of a user whom the provider knows no longer are refused by the proxy, and a new sign-in is"
                    + " served")
    void ends() {
        Session alice = callers.browser("alice");
        Session program = callers.browser("program").asApi();
        String page = route.url("/");
        try (SharedSettings settings = platform.proxySettings()) {
            settings.signInAt(ProviderAddress.REVOKING);
            traffic.expect(callers.signInAt(alice, ALICE, ProviderAddress.REVOKING, page), nginx.serves());
            Request asked =
                    Request.get(page).with("Authorization", "Pomerium " + ProgrammaticLogin.token(alice, ALICE, page));
            traffic.expect(program.send(asked), nginx.serves());
            nginx.neverSaw(traffic.within(Timeouts::signOutEffective)
                    .eventually(() -> alice.get(page), Proxy.redirectsToSignIn()));
            nginx.neverSaw(traffic.eventually(() -> alice.asApi().get(page), Proxy.unauthenticatedJson()));
            nginx.neverSaw(traffic.eventually(() -> program.send(asked), Proxy.unauthenticatedJson()));
            nginx.neverSaw(traffic.consistently(() -> alice.get(page), Proxy.redirectsToSignIn()));
            traffic.expect(callers.signInAt(alice, ALICE, ProviderAddress.REVOKING, page), nginx.serves());
        }
        // What the others stand on is back before they go on.
        callers.signInAt(alice, ALICE, ProviderAddress.ISSUER, page);
    }
}
