package io.meshconformance.scenarios.proxy;

import static io.meshconformance.harness.expect.EchoedHeaders.only;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;

@Scenario(
        id = "PROXY-004",
        title = "A configured claim header carries the claim, also when it has several values or none",
        manifests = {"workloads/httpbin.yaml", "routes/httpbin-with-identity.yaml"},
        users = {"alice", "alice in engineers", "alice in engineers, on-call"})
class ClaimHeadersScenario {

    private static final String EMAIL = "X-Pomerium-Claim-Email";
    private static final String GROUPS = "X-Pomerium-Claim-Groups";

    private @Given Callers callers;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("httpbin") Workload httpbin;

    @Check("a claim with a single value is the header's value")
    void single() {
        carries(ALICE.in("engineers"), "engineers");
    }

    @Check("a claim with several values is one header, joined by commas")
    void several() {
        carries(ALICE.in("engineers", "on-call"), "engineers,on-call");
    }

    @Check("a missing claim is an empty header, so that no client can fill the gap")
    void missing() {
        carries(ALICE, "");
    }

    private void carries(User user, String groups) {
        Session session = callers.signedIn(user);
        traffic.eventually(
                () -> session.get(route.url("/headers"), GROUPS, "administrators"),
                httpbin.serves(),
                only(EMAIL, callers.known(user).email()),
                only(GROUPS, groups));
    }
}
