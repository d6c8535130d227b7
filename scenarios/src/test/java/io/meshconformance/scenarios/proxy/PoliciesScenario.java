package io.meshconformance.scenarios.proxy;

import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.identity.User.MALLORY;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyControls;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Scenario(
        id = "PROXY-006",
        title = "The policy allows by domain, email, user, claim or any of them; deny overrides allow",
        manifests = {"workloads/nginx.yaml", "proxy/policies.yaml", "proxy/no-policy.yaml"},
        users = {"alice", "bob", "mallory", "alice in engineers", "bob in sales"})
class PoliciesScenario {

    private static final String ANYBODY = "allow_any_authenticated_user";

    private @Given Callers callers;
    private @Given ProxyControls proxy;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("nginx") Workload nginx;

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void decides(AllowedBy policy) {
        Route decided = route.labelled(policy.route());
        admits(decided, policy.admitted());
        Session refused = callers.signedIn(policy.refused(), decided);
        Exchange denied = traffic.eventually(() -> refused.get(decided.url()), Proxy.forbidden());
        nginx.neverSaw(denied);
        Exchange told = traffic.eventually(() -> refused.asApi().get(decided.url()), Proxy.forbiddenJson());
        nginx.neverSaw(told);
    }

    @Check("a policy for any signed-in user admits each of them and sends every other client to sign in")
    void anybody() {
        Route any = route.labelled("any");
        admits(any, ALICE);
        admits(any, MALLORY);
        Exchange nobody = traffic.consistently(() -> callers.anonymous().get(any.url()), Proxy.redirectsToSignIn());
        nginx.neverSaw(nobody);
    }

    @Check("a route without a policy refuses every client, signed in or not, until there is one")
    void none() {
        nginx.neverSaw(traffic.refusedFromTheStart(() -> callers.anonymous().get(route.url()), Proxy.forbidden()));
        proxy.annotate("nginx", ANYBODY, "true");
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(() -> alice.get(route.url()), nginx.serves());
        proxy.removeAnnotation("nginx", ANYBODY);
        nginx.neverSaw(traffic.eventually(() -> alice.get(route.url()), Proxy.forbidden()));
        nginx.neverSaw(traffic.eventually(() -> callers.anonymous().get(route.url()), Proxy.forbidden()));
    }

    private void admits(Route on, User user) {
        Session session = callers.signedIn(user, on);
        traffic.eventually(() -> session.get(on.url()), nginx.serves());
    }
}
