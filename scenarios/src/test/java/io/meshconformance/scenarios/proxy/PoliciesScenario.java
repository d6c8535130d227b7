package io.meshconformance.scenarios.proxy;

import static io.meshconformance.harness.expect.Expectations.served;
import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.identity.User.MALLORY;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.scene.Stage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Scenario(
        id = "PROXY-006",
        title = "Who is allowed is said by domain, email, user, claim or any of them; deny beats allow",
        manifests = {"workloads/nginx.yaml", "proxy/policies.yaml", "proxy/no-policy.yaml"})
class PoliciesScenario {

    private static final String ANYBODY = "ingress.pomerium.io/allow_any_authenticated_user";

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void decides(AllowedBy policy, Stage stage, Traffic traffic) {
        Route route = stage.route(policy.route());
        admits(stage, traffic, route, policy.admitted());
        Session refused = stage.signedIn(policy.refused(), route);
        Exchange denied = traffic.eventually(() -> refused.get(route.url()), Proxy.forbidden());
        stage.workload("nginx").wasNotReachedBy(denied);
        Exchange told = traffic.eventually(() -> refused.asApi().get(route.url()), Proxy.forbiddenJson());
        stage.workload("nginx").wasNotReachedBy(told);
    }

    @Check("any signed-in user admits whoever signed in, and sends everybody else to sign in")
    void anybody(Stage stage, Traffic traffic) {
        Route route = stage.route("any");
        admits(stage, traffic, route, ALICE);
        admits(stage, traffic, route, MALLORY);
        Exchange nobody = traffic.consistently(() -> traffic.anonymous().get(route.url()), Proxy.redirectsToSignIn());
        stage.workload("nginx").wasNotReachedBy(nobody);
    }

    @Check("no policy at all refuses everybody, signed in or not, until there is one")
    void none(Stage stage, Traffic traffic) {
        Workload nginx = stage.workload("nginx");
        nginx.wasNotReachedBy(traffic.eventually(() -> traffic.anonymous().get(stage.url()), Proxy.forbidden()));
        stage.annotate("nginx", ANYBODY, "true");
        Session alice = stage.signedIn(ALICE);
        traffic.eventually(() -> alice.get(stage.url()), served());
        stage.removeAnnotation("nginx", ANYBODY);
        nginx.wasNotReachedBy(traffic.eventually(() -> alice.get(stage.url()), Proxy.forbidden()));
        nginx.wasNotReachedBy(traffic.eventually(() -> traffic.anonymous().get(stage.url()), Proxy.forbidden()));
    }

    private static void admits(Stage stage, Traffic traffic, Route route, User user) {
        Session session = stage.signedIn(user, route);
        traffic.eventually(() -> session.get(route.url()), served());
    }
}
