package io.meshconformance.scenarios.mtls;

import static io.meshconformance.harness.accesslog.Decision.Fixed.NO_FILTER_CHAIN;
import static io.meshconformance.harness.expect.Expectations.bodyContains;
import static io.meshconformance.harness.expect.Expectations.connectionCutOff;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.scenarios.mtls.PeerPolicy.Mode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Scenario(
        id = "MTLS-002",
        title = "STRICT cuts plaintext off at every level, and the nearest level decides",
        manifests = {"mtls/two-ports.yaml"},
        meshWide = true)
class StrictLevelsScenario {

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given Traffic traffic;
    private @Given("two-ports") Workload twoPorts;

    @ParameterizedTest(name = "{0}: the nearest decides; a client in the mesh is served by each")
    @CsvSource(delimiter = '|', textBlock = """
            # which                                           | mesh   | namespace  | workload   | expected
            STRICT in the namespace                           | NONE   | STRICT     | NONE       | STRICT
            STRICT for the workload                           | NONE   | NONE       | STRICT     | STRICT
            STRICT in the whole mesh                          | STRICT | NONE       | NONE       | STRICT
            PERMISSIVE for the workload in a STRICT namespace | NONE   | STRICT     | PERMISSIVE | PERMISSIVE
            PERMISSIVE for the workload in a STRICT mesh      | STRICT | NONE       | PERMISSIVE | PERMISSIVE
            each level against the next                       | STRICT | PERMISSIVE | STRICT     | STRICT
            """)
    void levels(String which, Mode mesh, Mode namespace, Mode workload, Mode expected) {
        List<PeerPolicy> levels = PeerPolicy.fartherFirst(mesh, namespace, workload);
        for (int level = 1; level < levels.size(); level++) {
            decides(levels.get(level - 1).mode());
            manifests.apply(levels.get(level).file());
        }
        decides(expected);
        for (int level = levels.size() - 1; level > 0; level--) {
            manifests.remove(levels.get(level).file());
            decides(levels.get(level - 1).mode());
        }
    }

    @Check("a port excepted from a workload's STRICT serves plaintext, its other port does not")
    void port() {
        String second = twoPorts.url(81, "/");
        traffic.eventually(() -> callers.outside().get(second), unknown());
        manifests.apply("mtls/port-exception.yaml");
        decides(Mode.STRICT);
        traffic.consistently(() -> callers.outside().get(second), unknown());
        traffic.eventually(() -> callers.inside().get(second), unknown());
    }

    private Expectation unknown() {
        return twoPorts.serves().and(bodyContains("peer []"));
    }

    private void decides(Mode mode) {
        boolean strict = mode == Mode.STRICT;
        Exchange plain = traffic.eventually(
                () -> callers.outside().get(twoPorts.url()), strict ? connectionCutOff() : unknown());
        if (strict) {
            twoPorts.sidecarClosedConnection(plain, NO_FILTER_CHAIN);
        }
        traffic.eventually(
                () -> callers.inside().get(twoPorts.url()), twoPorts.serves(), bodyContains(Callers.INSIDE.uri()));
    }
}
