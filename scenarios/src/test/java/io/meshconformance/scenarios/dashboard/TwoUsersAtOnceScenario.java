package io.meshconformance.scenarios.dashboard;

import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.identity.User.BOB;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.ConcurrentRequests;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.grafana.Dashboard;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.scene.Stage;
import java.util.List;

@Scenario(
        id = "GRAF-006",
        title = "Two users at once, each is only ever themselves",
        manifests = {
            "dashboard/by-token.yaml",
            "dashboard/key-set-access.yaml",
            "workloads/dashboard.yaml",
            "routes/dashboard.yaml"
        })
class TwoUsersAtOnceScenario {

    private static final int ROUNDS = 10;

    @Check("side by side, round after round, the dashboard takes neither for the other")
    void onlyThemselves(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        Session bob = stage.signedIn(BOB);
        traffic.eventually(() -> asks(stage, alice), Dashboard.knows(ALICE));
        traffic.eventually(() -> asks(stage, bob), Dashboard.knows(BOB));
        for (int round = 0; round < ROUNDS; round++) {
            List<Exchange> told = ConcurrentRequests.send(List.of(
                    () -> asks(stage, alice),
                    () -> asks(stage, bob),
                    () -> asks(stage, alice),
                    () -> asks(stage, bob)));
            traffic.expect(told.get(0), Dashboard.knows(ALICE));
            traffic.expect(told.get(1), Dashboard.knows(BOB));
            traffic.expect(told.get(2), Dashboard.knows(ALICE));
            traffic.expect(told.get(3), Dashboard.knows(BOB));
        }
    }

    private static Exchange asks(Stage stage, Session session) {
        return session.get(stage.url(Dashboard.WHO_AM_I));
    }
}
