package io.meshconformance.scenarios.dashboard;

import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.identity.User.BOB;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.ConcurrentRequests;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.grafana.Dashboard;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;
import java.util.List;

@Scenario(
        id = "GRAF-006",
        title = "Two users at once are never taken for each other",
        manifests = {
            "dashboard/by-token.yaml",
            "dashboard/key-set-access.yaml",
            "workloads/dashboard.yaml",
            "routes/dashboard.yaml"
        },
        users = {"alice", "bob"})
class TwoUsersAtOnceScenario {

    private static final int ROUNDS = 10;

    private @Given Callers callers;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("dashboard") Workload dashboard;

    @Check("in simultaneous requests, round after round, the dashboard takes neither user for the other")
    void onlyThemselves() {
        Session alice = callers.signedIn(ALICE);
        Session bob = callers.signedIn(BOB);
        traffic.eventually(() -> asks(alice), Dashboard.knows(callers.known(ALICE)), dashboard.answers());
        traffic.eventually(() -> asks(bob), Dashboard.knows(callers.known(BOB)), dashboard.answers());
        for (int round = 0; round < ROUNDS; round++) {
            List<Exchange> told = ConcurrentRequests.send(
                    List.of(() -> asks(alice), () -> asks(bob), () -> asks(alice), () -> asks(bob)));
            traffic.expect(told.get(0), Dashboard.knows(callers.known(ALICE)), dashboard.answers());
            traffic.expect(told.get(1), Dashboard.knows(callers.known(BOB)), dashboard.answers());
            traffic.expect(told.get(2), Dashboard.knows(callers.known(ALICE)), dashboard.answers());
            traffic.expect(told.get(3), Dashboard.knows(callers.known(BOB)), dashboard.answers());
        }
    }

    private Exchange asks(Session session) {
        return session.get(route.url(Dashboard.WHO_AM_I));
    }
}
