package io.meshconformance.scenarios.proxy;

import static io.meshconformance.harness.expect.EchoedHeaders.only;
import static io.meshconformance.harness.expect.Expectations.served;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.scene.Stage;

@Scenario(
        id = "PROXY-004",
        title = "A configured claim header carries the claim, also when it has several values or none",
        manifests = {"workloads/httpbin.yaml", "routes/httpbin-with-identity.yaml"})
class ClaimHeadersScenario {

    private static final String EMAIL = "X-Pomerium-Claim-Email";
    private static final String GROUPS = "X-Pomerium-Claim-Groups";

    @Check("a single value is the header's value")
    void single(Stage stage, Traffic traffic) {
        carries(stage, traffic, ALICE.in("engineers"), "engineers");
    }

    @Check("several values are one header, joined by commas")
    void several(Stage stage, Traffic traffic) {
        carries(stage, traffic, ALICE.in("engineers", "on-call"), "engineers,on-call");
    }

    @Check("a missing claim is an empty header, so that no client can fill the gap")
    void missing(Stage stage, Traffic traffic) {
        carries(stage, traffic, ALICE, "");
    }

    private static void carries(Stage stage, Traffic traffic, User user, String groups) {
        Session session = stage.signedIn(user);
        traffic.eventually(
                () -> session.get(stage.url("/headers"), GROUPS, "administrators"),
                served(),
                only(EMAIL, user.email()),
                only(GROUPS, groups));
    }
}
