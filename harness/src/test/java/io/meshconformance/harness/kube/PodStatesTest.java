package io.meshconformance.harness.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PodStatesTest {

    private final TestCluster cluster = new TestCluster();

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    @DisplayName("a container that waits is told with its reason")
    void waiting() {
        cluster.has(
                pod(
                        "web-1",
                        "Pending",
                        status("web", false)
                                .withNewState()
                                .withNewWaiting()
                                .withReason("ImagePullBackOff")
                                .withMessage("no such image")
                                .endWaiting()
                                .endState()
                                .build()),
                pod(
                        "web-2",
                        "Pending",
                        status("web", false)
                                .withNewState()
                                .withNewWaiting()
                                .withReason("ContainerCreating")
                                .endWaiting()
                                .endState()
                                .build()));
        assertEquals(
                List.of(
                        "pod web-1 Pending: web waiting: ImagePullBackOff no such image, not ready",
                        "pod web-2 Pending: web waiting: ContainerCreating, not ready"),
                described().lines().filter(line -> line.startsWith("pod ")).toList());
        assertTrue(described().contains("\n  log of web:\n    (none: "), described());
    }

    @Test
    @DisplayName("a container that ended is told with its code, its restarts and its last lines")
    void ended() {
        cluster.log("app", "web-1", "web", "first\nlast\n");
        cluster.has(pod(
                "web-1",
                "Running",
                status("proxy", true)
                        .withNewState()
                        .withNewRunning()
                        .endRunning()
                        .endState()
                        .build(),
                status("web", false)
                        .withRestartCount(2)
                        .withNewState()
                        .withNewTerminated()
                        .withReason("Error")
                        .withExitCode(3)
                        .endTerminated()
                        .endState()
                        .build()));
        assertEquals(
                "pod web-1 Running: proxy running, ready, web ended: Error 3, not ready, restarts 2\n  log of web:\n"
                        + "    first\n    last",
                described());
    }

    @Test
    @DisplayName("warnings stand below the pods, other events do not")
    void warnings() {
        cluster.has(event("one", "Warning", "BackOff"), event("two", "Normal", "Pulled"));
        assertEquals("warning: BackOff: of one", described());
    }

    @Test
    @DisplayName("a cluster that does not answer is told")
    void silent() {
        cluster.refuses(line -> line.endsWith("/pods"));
        assertTrue(described().startsWith("the cluster no longer answers: "), described());
    }

    private String described() {
        return new PodStates(cluster.client()).describe("app");
    }

    private static ContainerStatusBuilder status(String name, boolean ready) {
        return new ContainerStatusBuilder().withName(name).withReady(ready).withRestartCount(0);
    }

    private static Pod pod(String name, String phase, ContainerStatus... statuses) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace("app")
                .withName(name)
                .endMetadata()
                .withNewStatus()
                .withPhase(phase)
                .addToContainerStatuses(statuses)
                .endStatus()
                .build();
    }

    private static io.fabric8.kubernetes.api.model.Event event(String name, String type, String reason) {
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace("app")
                .withName(name)
                .endMetadata()
                .withType(type)
                .withReason(reason)
                .withMessage("of " + name)
                .build();
    }
}
