package io.meshconformance.scenarios.mtls;

import static io.meshconformance.harness.traffic.Expectations.bodyContains;
import static io.meshconformance.harness.traffic.Expectations.connectionCutOff;
import static io.meshconformance.harness.traffic.Expectations.served;

import io.meshconformance.harness.scenario.Check;
import io.meshconformance.harness.scenario.Scenario;
import io.meshconformance.harness.stage.PeerIdentity;
import io.meshconformance.harness.stage.Stage;
import io.meshconformance.harness.traffic.Exchange;
import io.meshconformance.harness.traffic.Expectation;
import io.meshconformance.harness.traffic.Traffic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Scenario(
        id = "MTLS-002",
        title = "STRICT cuts plaintext off at every level, and the nearer level wins",
        manifests = {"mtls/two-ports.yaml"},
        meshWide = true)
class StrictLevelsScenario {

    private static final Expectation KNOWN = served().and(
                    bodyContains(PeerIdentity.of("clients-inside", "client").uri()))
            .called("served, and known to the workload as a peer of the mesh");
    private static final Expectation UNKNOWN =
            served().and(bodyContains("peer []")).called("served in plaintext, its peer unknown");

    @ParameterizedTest(name = "STRICT {0} cuts plaintext off and serves a client in the mesh")
    @CsvSource({
        "in the namespace, mtls/strict.yaml",
        "for one workload, mtls/workload-strict.yaml",
        "in the whole mesh, mtls/mesh-strict.yaml"
    })
    void strict(String level, String policy, Stage stage, Traffic traffic) {
        traffic.eventually(() -> plain(stage), UNKNOWN);
        stage.apply(policy);
        cutOff(stage, traffic);
        traffic.eventually(() -> stage.inside().get(stage.serviceUrl("two-ports", "/")), KNOWN);
        stage.remove(policy);
        traffic.eventually(() -> plain(stage), UNKNOWN);
    }

    @ParameterizedTest(name = "PERMISSIVE {0}")
    @CsvSource({
        "for the workload beats STRICT in its namespace, mtls/strict.yaml, mtls/workload-permissive.yaml",
        "in the namespace beats STRICT in the whole mesh, mtls/mesh-strict.yaml, mtls/permissive.yaml"
    })
    void nearerWins(String which, String strict, String permissive, Stage stage, Traffic traffic) {
        traffic.eventually(() -> plain(stage), UNKNOWN);
        stage.apply(strict);
        cutOff(stage, traffic);
        stage.apply(permissive);
        traffic.eventually(() -> plain(stage), UNKNOWN);
        stage.remove(permissive);
        cutOff(stage, traffic);
        stage.remove(strict);
    }

    @Check("a port excepted from a workload's STRICT serves plaintext, its other port does not")
    void port(Stage stage, Traffic traffic) {
        String second = stage.serviceUrl("two-ports", ":81/");
        traffic.eventually(() -> stage.outside().get(second), UNKNOWN);
        stage.apply("mtls/port-exception.yaml");
        cutOff(stage, traffic);
        traffic.consistently(() -> stage.outside().get(second), UNKNOWN);
        traffic.eventually(() -> stage.inside().get(second), UNKNOWN);
        stage.remove("mtls/port-exception.yaml");
    }

    private static void cutOff(Stage stage, Traffic traffic) {
        Exchange refused = traffic.eventually(() -> plain(stage), connectionCutOff());
        stage.workload("two-ports").hadCutOff(refused);
    }

    private static Exchange plain(Stage stage) {
        return stage.outside().get(stage.serviceUrl("two-ports", "/"));
    }
}
