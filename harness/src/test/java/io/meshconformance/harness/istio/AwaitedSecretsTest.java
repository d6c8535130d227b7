package io.meshconformance.harness.istio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.meshconformance.harness.expect.RecordedTraffic;
import io.meshconformance.harness.kube.LivePods;
import io.meshconformance.harness.kube.TestCluster;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AwaitedSecretsTest {

    private static final String NONE = "{\"configs\": []}";
    private static final String LATE =
            "{\"configs\": [{\"name\": \"default\"}, {\"name\": \"kubernetes://app-late\"}]}";

    private final TestCluster cluster = new TestCluster();
    private final RecordedTraffic recorded = RecordedTraffic.make();

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    @DisplayName("a Secret that every pod of the gateway waits for is awaited")
    void awaited() {
        secrets(Map.of("one", LATE, "two", LATE)).include("app-late");

        assertEquals("app-late, default", recorded.record().verdicts().get(0).actual());
    }

    @Test
    @DisplayName("a Secret that one pod has, or that is like it only, is not")
    void notAwaited() {
        assertThrows(
                AssertionError.class,
                () -> secrets(Map.of("one", LATE, "two", NONE)).include("app-late"));
        assertThrows(AssertionError.class, () -> secrets(Map.of("one", LATE)).include("late"));
    }

    private AwaitedSecrets secrets(Map<String, String> dumps) {
        dumps.keySet().forEach(name -> cluster.has(pod(name)));
        return new AwaitedSecrets(
                () -> new RunningPods(cluster.client(), "gateways", "gateway", recorded.traffic()),
                recorded.traffic(),
                pod -> dumps.getOrDefault(pod.getMetadata().getName(), NONE));
    }

    private static Pod pod(String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace("gateways")
                .withName(name)
                .addToLabels(LivePods.APP, "gateway")
                .endMetadata()
                .withNewStatus()
                .endStatus()
                .build();
    }
}
