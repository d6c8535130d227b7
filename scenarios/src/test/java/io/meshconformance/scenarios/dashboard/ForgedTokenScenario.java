package io.meshconformance.scenarios.dashboard;

import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.grafana.Dashboard;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.identity.TokenClaims;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Stage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Scenario(
        id = "GRAF-002",
        title =
                "Sent straight to the dashboard, a forged token names nobody, and a good one only where it is forwarded",
        manifests = {"dashboard/by-token-from-file.yaml", "workloads/dashboard.yaml"})
class ForgedTokenScenario {

    @ParameterizedTest(name = "the dashboard itself refuses a token {0}")
    @EnumSource
    void refusesByItself(Flaw flaw, Stage stage, Traffic traffic) {
        traffic.eventually(() -> asks(stage, stage.mint().valid(alice(stage))), Dashboard.knows(ALICE));
        traffic.eventually(() -> asks(stage, stage.mint().flawed(flaw, alice(stage))), Dashboard.knowsNobody());
    }

    @Check("without forwardOriginalToken the mesh admits a good token and the dashboard knows nobody by it")
    void onlyWhereForwarded(Stage stage, Traffic traffic) {
        traffic.eventually(() -> asks(stage, stage.mint().valid(alice(stage))), Dashboard.knows(ALICE));
        stage.apply("dashboard/own-token-kept.yaml");
        Exchange told =
                traffic.eventually(() -> asks(stage, stage.mint().valid(alice(stage))), Dashboard.knowsNobody());
        stage.workload("dashboard").sidecarSentTo(told, "inbound|3000|");
        stage.apply("dashboard/own-token-forwarded.yaml");
        traffic.eventually(() -> asks(stage, stage.mint().valid(alice(stage))), Dashboard.knows(ALICE));
        stage.remove("dashboard/own-token-forwarded.yaml");
    }

    @Check("where the mesh checks tokens too, a forged one is refused before the dashboard sees it")
    void refusedByTheMesh(Stage stage, Traffic traffic) {
        stage.apply("dashboard/own-token-forwarded.yaml");
        Exchange refused = traffic.eventually(
                () -> asks(stage, stage.mint().flawed(Flaw.FOREIGN_KEY, alice(stage))), Mesh.rejects(Flaw.FOREIGN_KEY));
        traffic.eventually(() -> asks(stage, stage.mint().valid(alice(stage))), Dashboard.knows(ALICE));
        stage.workload("dashboard").wasSpared(refused, "jwt_authn_access_denied{Jwt_verification_fails}");
        stage.remove("dashboard/own-token-forwarded.yaml");
    }

    private static TokenClaims alice(Stage stage) {
        return TokenClaims.of(stage.issuer(), ALICE.subject(), stage.audience()).with("email", ALICE.email());
    }

    private static Exchange asks(Stage stage, String token) {
        return stage.inside().get(stage.serviceUrl("dashboard", Dashboard.WHO_AM_I), Proxy.ASSERTION, token);
    }
}
