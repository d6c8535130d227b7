package io.meshconformance.harness.accesslog;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.meshconformance.harness.kube.TestCluster;
import io.meshconformance.run.EnvironmentBroken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogBeginningsTest {

    private final TestCluster cluster = new TestCluster();

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    @DisplayName(
            "a log that begins where its container started is whole, and a pod without a sidecar has none to look at")
    void whole() {
        pod("httpbin", "istio-proxy", "2026-01-01T10:00:01.5Z info starting");
        pod("client", "client", "");
        assertDoesNotThrow(this::look);
    }

    @ParameterizedTest(name = "a log that is ''{0}'' was rotated away")
    @ValueSource(strings = {"", "2026-01-01T10:00:11Z {\"method\":\"GET\"}"})
    void rotated(String log) {
        pod("httpbin", "istio-proxy", log);
        EnvironmentBroken broken = assertThrows(EnvironmentBroken.class, this::look);
        assertTrue(broken.problem().startsWith("the log of istio-proxy in the pod httpbin was rotated away"));
    }

    private void look() {
        new LogBeginnings(cluster.client(), "app").require();
    }

    private void pod(String name, String container, String log) {
        cluster.has(TestCluster.readyPod("app", name)
                .editStatus()
                .withContainerStatuses(new ContainerStatusBuilder()
                        .withName(container)
                        .withNewState()
                        .withNewRunning()
                        .withStartedAt("2026-01-01T10:00:00Z")
                        .endRunning()
                        .endState()
                        .build())
                .endStatus()
                .build());
        cluster.log("app", name, container, log);
    }
}
