package io.meshconformance.scenarios.dashboard;

import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.identity.User.BOB;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.grafana.Dashboard;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Route;

@Scenario(
        id = "GRAF-003",
        title = "Without sign-up the dashboard knows only its own users, by the assertion alone: the login form is off",
        manifests = {
            "dashboard/by-token-without-sign-up.yaml",
            "dashboard/key-set-access.yaml",
            "workloads/dashboard.yaml",
            "routes/dashboard.yaml"
        },
        users = {"alice", "bob"})
class SignUpScenario {

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("dashboard") Workload dashboard;

    @Check("a user of the dashboard is known, and another user is refused, although the proxy vouches for both")
    void unknownUser() {
        Session alice = callers.signedIn(ALICE);
        Session bob = callers.signedIn(BOB);
        traffic.eventually(
                () -> alice.get(route.url(Dashboard.WHO_AM_I)),
                Dashboard.knows(callers.known(ALICE)),
                dashboard.answers());
        traffic.consistently(() -> bob.get(route.url(Dashboard.WHO_AM_I)), Dashboard.knowsNobody());
        traffic.expect(
                alice.get(route.url(Dashboard.MEMBERS)),
                Dashboard.lists(callers.known(ALICE), "Admin"),
                Dashboard.doesNotList(callers.known(BOB)),
                dashboard.answers());
    }

    @Check("the login form rejects even the right password")
    void loginFormIsOff() {
        traffic.eventually(
                () -> callers.inside()
                        .get(
                                dashboard.url(Dashboard.WHO_AM_I),
                                "Authorization",
                                Dashboard.basic(callers.known(ALICE), manifests.password())),
                Dashboard.knows(callers.known(ALICE)),
                dashboard.answers());
        traffic.consistently(this::fillsTheForm, Dashboard.opensNoSession());
    }

    private Exchange fillsTheForm() {
        return callers.inside()
                .send(Request.of("POST", dashboard.url(Dashboard.LOGIN))
                        .with("Content-Type", "application/json")
                        .withBody("{\"user\":\"" + callers.known(ALICE).email() + "\",\"password\":\""
                                + manifests.password() + "\"}"));
    }
}
