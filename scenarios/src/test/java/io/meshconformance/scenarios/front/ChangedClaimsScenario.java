package io.meshconformance.scenarios.front;

import io.meshconformance.evidence.declaration.Feature;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.wait.Timeouts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Scenario(
        id = "PROXY-019",
        title = "The policy goes by what the provider says at a user's latest sign-in, and by nothing it said before",
        manifests = {"workloads/nginx.yaml", "proxy/policies.yaml"},
        needs = Feature.MADE_UP_USERS,
        isLong = true)
class ChangedClaimsScenario {

    private @Given Callers callers;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("nginx") Workload nginx;

    @ParameterizedTest(
            name = "a user {0} is refused after a new sign-in, and served again once the provider takes it back")
    @EnumSource
    void judgedAnew(ChangedClaim change) {
        Route judged = route.labelled(change.route());
        served(change.before(), judged);
        Traffic patient = traffic.within(Timeouts::signOutEffective);
        Session now = callers.signedIn(change.after(), judged);
        nginx.neverSaw(patient.eventually(() -> now.get(judged.url()), Proxy.forbidden()));
        nginx.neverSaw(patient.eventually(() -> now.asApi().get(judged.url()), Proxy.forbiddenJson()));
        served(change.before(), judged);
    }

    private void served(User user, Route judged) {
        Session session = callers.signedIn(user, judged);
        traffic.within(Timeouts::signOutEffective).eventually(() -> session.get(judged.url()), nginx.serves());
    }
}
