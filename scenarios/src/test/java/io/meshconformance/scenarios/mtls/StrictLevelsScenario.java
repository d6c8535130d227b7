package io.meshconformance.scenarios.mtls;

import static io.meshconformance.harness.expect.Expectations.bodyContains;
import static io.meshconformance.harness.expect.Expectations.connectionCutOff;
import static io.meshconformance.harness.expect.Expectations.served;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.PeerIdentity;
import io.meshconformance.harness.scene.Stage;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Scenario(
        id = "MTLS-002",
        title = "STRICT cuts plaintext off at every level, and the nearer level wins",
        manifests = {"mtls/two-ports.yaml"},
        meshWide = true)
class StrictLevelsScenario {

    private static final String CLIENT =
            PeerIdentity.of("clients-inside", "client").uri();
    private static final Expectation UNKNOWN = served().and(bodyContains("peer []"));

    @ParameterizedTest(name = "{0}: the nearest decides; a client in the mesh is served by each")
    @CsvSource({
        "STRICT in the namespace, mtls/strict.yaml",
        "STRICT for the workload, mtls/workload-strict.yaml",
        "STRICT in the whole mesh, mtls/mesh-strict.yaml",
        "PERMISSIVE for the workload in a STRICT namespace, mtls/strict.yaml mtls/workload-permissive.yaml",
        "PERMISSIVE for the workload in a STRICT mesh, mtls/mesh-strict.yaml mtls/workload-permissive.yaml",
        "each level against the next, mtls/mesh-strict.yaml mtls/permissive.yaml mtls/workload-strict.yaml"
    })
    void levels(String which, String fartherFirst, Stage stage, Traffic traffic) {
        nearestDecides("permissive by default", List.of(fartherFirst.split(" ")), stage, traffic);
    }

    @Check("a port excepted from a workload's STRICT serves plaintext, its other port does not")
    void port(Stage stage, Traffic traffic) {
        String second = stage.serviceUrl("two-ports", ":81/");
        traffic.eventually(() -> stage.outside().get(second), UNKNOWN);
        stage.apply("mtls/port-exception.yaml");
        decides("mtls/port-exception.yaml", stage, traffic);
        traffic.consistently(() -> stage.outside().get(second), UNKNOWN);
        traffic.eventually(() -> stage.inside().get(second), UNKNOWN);
        stage.remove("mtls/port-exception.yaml");
        traffic.eventually(() -> plain(stage), UNKNOWN);
    }

    /** A level decides before there is a nearer one, and again once that is gone. */
    private static void nearestDecides(String level, List<String> nearer, Stage stage, Traffic traffic) {
        decides(level, stage, traffic);
        if (!nearer.isEmpty()) {
            stage.apply(nearer.get(0));
            nearestDecides(nearer.get(0), nearer.subList(1, nearer.size()), stage, traffic);
            stage.remove(nearer.get(0));
            decides(level, stage, traffic);
        }
    }

    private static void decides(String level, Stage stage, Traffic traffic) {
        if (level.contains("permissive")) {
            traffic.eventually(() -> plain(stage), UNKNOWN);
        } else {
            stage.workload("two-ports").hadCutOff(traffic.eventually(() -> plain(stage), connectionCutOff()));
        }
        traffic.eventually(
                () -> stage.inside().get(stage.serviceUrl("two-ports", "/")), served(), bodyContains(CLIENT));
    }

    private static Exchange plain(Stage stage) {
        return stage.outside().get(stage.serviceUrl("two-ports", "/"));
    }
}
