package io.meshconformance.scenarios.dashboard;

import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.accesslog.Decision.TokenRejected;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.grafana.Dashboard;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.identity.TokenClaims;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.TokenIssuer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Scenario(
        id = "GRAF-002",
        title =
                "Sent directly to the dashboard, a forged token names no user, and a genuine one only where it is forwarded",
        manifests = {"dashboard/by-token-from-file.yaml", "workloads/dashboard.yaml"})
class ForgedTokenScenario {

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given TokenIssuer tokens;
    private @Given Traffic traffic;
    private @Given("dashboard") Workload dashboard;

    @ParameterizedTest(name = "the dashboard itself refuses a token {0}")
    @EnumSource
    void refusesByItself(Flaw flaw) {
        traffic.eventually(() -> asks(tokens.valid(alice())), Dashboard.knows(ALICE), dashboard.answers());
        traffic.eventually(() -> asks(tokens.flawed(flaw, alice())), Dashboard.knowsNobody());
    }

    @Check("without forwardOriginalToken the mesh admits a genuine token, and the dashboard knows no user by it")
    void onlyWhereForwarded() {
        traffic.eventually(() -> asks(tokens.valid(alice())), Dashboard.knows(ALICE), dashboard.answers());
        manifests.apply("dashboard/own-token-kept.yaml");
        Exchange told = traffic.eventually(() -> asks(tokens.valid(alice())), Dashboard.knowsNobody());
        dashboard.sidecarAdmitted(told, 3000);
        manifests.apply("dashboard/own-token-forwarded.yaml");
        traffic.eventually(() -> asks(tokens.valid(alice())), Dashboard.knows(ALICE), dashboard.answers());
    }

    @Check("where the mesh also checks tokens, a forged one is refused before the dashboard sees it")
    void refusedByTheMesh() {
        manifests.apply("dashboard/own-token-forwarded.yaml");
        Exchange refused = traffic.eventually(
                () -> asks(tokens.flawed(Flaw.FOREIGN_KEY, alice())), Mesh.rejects(Flaw.FOREIGN_KEY));
        traffic.eventually(() -> asks(tokens.valid(alice())), Dashboard.knows(ALICE), dashboard.answers());
        dashboard.sidecarRejected(refused, new TokenRejected("Jwt verification fails"));
    }

    private TokenClaims alice() {
        return tokens.claims(ALICE.subject()).with("email", ALICE.email());
    }

    private Exchange asks(String token) {
        return callers.inside().get(dashboard.url(Dashboard.WHO_AM_I), Proxy.ASSERTION, token);
    }
}
