package io.meshconformance.scenarios.dashboard;

import static io.meshconformance.evidence.Answerer.APPLICATION;
import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.identity.User.BOB;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.grafana.Dashboard;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.scene.Stage;

@Scenario(
        id = "GRAF-003",
        title = "Without sign-up only users it has are known, by the assertion alone: the login form is off",
        manifests = {
            "dashboard/by-token-without-sign-up.yaml",
            "dashboard/key-set-access.yaml",
            "workloads/dashboard.yaml",
            "routes/dashboard.yaml"
        })
class SignUpScenario {

    @Check("a user it has is known; one it has not stays nobody, though the proxy vouches for both")
    void unknownUser(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        Session bob = stage.signedIn(BOB);
        traffic.eventually(() -> alice.get(stage.url(Dashboard.WHO_AM_I)), Dashboard.knows(ALICE));
        traffic.consistently(() -> bob.get(stage.url(Dashboard.WHO_AM_I)), Dashboard.knowsNobody());
        traffic.expect(
                alice.get(stage.url(Dashboard.MEMBERS)),
                Dashboard.lists(ALICE, "Admin"),
                Dashboard.doesNotList(BOB),
                answeredBy(APPLICATION));
    }

    @Check("its login form takes not even the right password")
    void loginFormIsOff(Stage stage, Traffic traffic) {
        traffic.eventually(
                () -> stage.inside()
                        .get(
                                stage.serviceUrl("dashboard", Dashboard.WHO_AM_I),
                                "Authorization",
                                Dashboard.basic(ALICE, stage.password())),
                Dashboard.knows(ALICE));
        traffic.consistently(() -> fillsTheForm(stage), Dashboard.opensNoSession());
    }

    private static Exchange fillsTheForm(Stage stage) {
        return stage.inside()
                .send(Request.of("POST", stage.serviceUrl("dashboard", Dashboard.LOGIN))
                        .with("Content-Type", "application/json")
                        .withBody("{\"user\":\"" + ALICE.email() + "\",\"password\":\"" + stage.password() + "\"}"));
    }
}
