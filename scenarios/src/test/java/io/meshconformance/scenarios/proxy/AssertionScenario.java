package io.meshconformance.scenarios.proxy;

import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.pomerium.Claims.claim;
import static io.meshconformance.harness.pomerium.Claims.inForce;
import static io.meshconformance.harness.pomerium.Claims.integer;
import static io.meshconformance.harness.pomerium.Claims.lifetime;
import static io.meshconformance.harness.pomerium.Claims.list;
import static io.meshconformance.harness.pomerium.Claims.present;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.identity.Jwt;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Claims;
import io.meshconformance.harness.pomerium.ProxyControls;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;
import java.time.Duration;

@Scenario(
        id = "PROXY-001",
        title = "The assertion names user, audience and lifetime, and its signature can be verified",
        manifests = {"workloads/httpbin.yaml", "routes/httpbin-with-identity.yaml"},
        users = {"alice", "alice in engineers, on-call"})
class AssertionScenario {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private @Given Callers callers;
    private @Given ProxyControls proxy;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("httpbin") Workload httpbin;

    @Check("the assertion is signed with ES256 by a key of the published set; issuer and audience are the route's host")
    void signature() {
        Claims.of(assertion(callers.signedIn(ALICE)), traffic)
                .signedBy("ES256", proxy.publishedKeySet())
                .have(claim("iss", route.host()), claim("aud", route.host()));
    }

    @Check("the assertion's times are integer seconds, five minutes apart, with the present between them")
    void times() {
        Claims.of(assertion(callers.signedIn(ALICE)), traffic)
                .have(integer("iat"), integer("exp"), lifetime(FIVE_MINUTES), inForce());
    }

    @Check("subject, user, email, the list of groups and the session are those of the user")
    void user() {
        Session session = callers.signedIn(ALICE.in("engineers", "on-call"));
        Claims.of(assertion(session), traffic)
                .have(
                        claim("sub", callers.known(ALICE).subject()),
                        claim("user", callers.known(ALICE).subject()),
                        claim("email", callers.known(ALICE).email()))
                .have(list("groups", "engineers", "on-call"), present("sid"), present("jti"));
    }

    @Check("a user without groups has an empty list of groups")
    void noGroups() {
        Claims.of(assertion(callers.signedIn(ALICE)), traffic).have(list("groups"));
    }

    @Check("each request's assertion has an id of its own, in the same session")
    void freshId() {
        Session alice = callers.signedIn(ALICE);
        Jwt first = assertion(alice);
        Jwt second = assertion(alice);
        Claims.of(second, traffic).differFrom(first, "jti").shareWith(first, "sid");
    }

    private Jwt assertion(Session session) {
        return proxy.assertionAt(traffic.eventually(() -> session.get(route.url("/headers")), httpbin.serves()));
    }
}
