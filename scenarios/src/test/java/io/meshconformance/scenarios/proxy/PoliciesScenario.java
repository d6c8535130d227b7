package io.meshconformance.scenarios.proxy;

import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.identity.User.BOB;
import static io.meshconformance.harness.identity.User.MALLORY;
import static io.meshconformance.harness.traffic.Answerer.APPLICATION;
import static io.meshconformance.harness.traffic.Expectations.answeredBy;
import static io.meshconformance.harness.traffic.Expectations.status;

import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.scenario.Check;
import io.meshconformance.harness.scenario.Scenario;
import io.meshconformance.harness.stage.Route;
import io.meshconformance.harness.stage.Stage;
import io.meshconformance.harness.stage.Workload;
import io.meshconformance.harness.traffic.Exchange;
import io.meshconformance.harness.traffic.Proxy;
import io.meshconformance.harness.traffic.Session;
import io.meshconformance.harness.traffic.Traffic;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Scenario(
        id = "PROXY-006",
        title = "Who is allowed is said by domain, email, user, claim or any of them; deny beats allow",
        manifests = {"workloads/nginx.yaml", "proxy/policies.yaml", "proxy/no-policy.yaml"})
class PoliciesScenario {

    private static final String ANYBODY = "ingress.pomerium.io/allow_any_authenticated_user";

    /** A way to say who is allowed; the route is named after it. */
    enum Policy {
        DOMAIN("a domain admits its people and refuses others", ALICE, MALLORY),
        EMAIL("an email address admits its owner and refuses others of the domain", ALICE, BOB),
        USER("a user's subject admits that user and refuses others", ALICE, BOB),
        CLAIM(
                "a value in a list claim admits who has it and refuses who has another",
                ALICE.in("engineers"),
                BOB.in("sales")),
        DENY("deny refuses whom allow alone would admit", ALICE, BOB);

        private final String sentence;
        private final User admitted;
        private final User refused;

        Policy(String sentence, User admitted, User refused) {
            this.sentence = sentence;
            this.admitted = admitted;
            this.refused = refused;
        }

        @Override
        public String toString() {
            return sentence;
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void decides(Policy policy, Stage stage, Traffic traffic) {
        Route route = stage.route(policy.name().toLowerCase(Locale.ROOT));
        admits(traffic, route, policy.admitted);
        Session refused = signedIn(traffic, route, policy.refused);
        Exchange denied = traffic.eventually(() -> refused.get(route.url()), Proxy.forbidden());
        stage.workload("nginx").wasNotReachedBy(denied);
        Exchange told = traffic.eventually(() -> refused.asApi().get(route.url()), Proxy.forbiddenJson());
        stage.workload("nginx").wasNotReachedBy(told);
    }

    @Check("any signed-in user admits whoever signed in, and sends everybody else to sign in")
    void anybody(Stage stage, Traffic traffic) {
        Route route = stage.route("any");
        admits(traffic, route, ALICE);
        admits(traffic, route, MALLORY);
        Exchange nobody = traffic.consistently(() -> traffic.anonymous().get(route.url()), Proxy.redirectsToSignIn());
        stage.workload("nginx").wasNotReachedBy(nobody);
    }

    @Check("no policy at all refuses everybody, signed in or not, until there is one")
    void none(Stage stage, Traffic traffic) {
        Workload nginx = stage.workload("nginx");
        nginx.wasNotReachedBy(traffic.eventually(() -> traffic.anonymous().get(stage.url()), Proxy.forbidden()));
        stage.annotate("nginx", ANYBODY, "true");
        Session alice = stage.signedIn(ALICE);
        traffic.eventually(() -> alice.get(stage.url()), status(200), answeredBy(APPLICATION));
        stage.removeAnnotation("nginx", ANYBODY);
        nginx.wasNotReachedBy(traffic.eventually(() -> alice.get(stage.url()), Proxy.forbidden()));
        nginx.wasNotReachedBy(traffic.eventually(() -> traffic.anonymous().get(stage.url()), Proxy.forbidden()));
    }

    private static void admits(Traffic traffic, Route route, User user) {
        Session session = signedIn(traffic, route, user);
        traffic.eventually(() -> session.get(route.url()), status(200), answeredBy(APPLICATION));
    }

    private static Session signedIn(Traffic traffic, Route route, User user) {
        traffic.eventually(() -> traffic.anonymous().get(route.url()), Proxy.redirectsToSignIn());
        Session session = traffic.browser(user.subject());
        traffic.signedIn(session, user, route.url());
        return session;
    }
}
