package io.meshconformance.harness.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.meshconformance.run.EnvironmentBroken;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LivePodsTest {

    private static final Map<String, String> WEB = Map.of("app", "web");

    private final TestCluster cluster = new TestCluster();

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    @DisplayName("a pod that goes away is none of them, and neither is another app's")
    void live() {
        cluster.has(
                pod("web-2", "web", "Running").build(),
                pod("web-1", "web", "Pending").build(),
                pod("other", "other", "Running").build(),
                pod("web-0", "web", "Running")
                        .editMetadata()
                        .addToFinalizers("test/held")
                        .endMetadata()
                        .build());
        cluster.client().pods().inNamespace("app").withName("web-0").delete();
        LivePods web = LivePods.in(cluster.client(), "app", WEB);
        assertEquals(List.of("web-1", "web-2"), names(web.all()));
        assertEquals("web-1", web.any().orElseThrow().getMetadata().getName());
        assertEquals("web-2", web.anyRunning().orElseThrow().getMetadata().getName());
        assertEquals(
                List.of("other", "web-1", "web-2"),
                names(LivePods.in(cluster.client(), "app").all()));
    }

    @Test
    @DisplayName("a command goes to a running pod; without one the environment is broken")
    void choice() {
        PodChoice choice = new PodChoice("app", WEB, "main");
        cluster.has(pod("web-1", "web", "Pending").build());
        assertEquals(
                "No running pod in app has the labels {app=web}",
                assertThrows(EnvironmentBroken.class, () -> choice.now(cluster.client()))
                        .getMessage());
        cluster.has(pod("web-2", "web", "Running").build());
        assertEquals("app/web-2/main", choice.now(cluster.client()).toString());
    }

    @Test
    @DisplayName("a pod is ready by its own condition, and its containers are named with those before them")
    void facts() {
        Pod pod = pod("web-1", "web", "Running")
                .withNewSpec()
                .addNewInitContainer()
                .withName("istio-proxy")
                .endInitContainer()
                .addNewContainer()
                .withName("web")
                .endContainer()
                .endSpec()
                .build();
        assertFalse(LivePods.isReady(pod));
        assertTrue(LivePods.isReady(new PodBuilder(pod)
                .editStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build()));
        assertEquals(List.of("istio-proxy", "web"), LivePods.containers(pod));
    }

    private static List<String> names(List<Pod> pods) {
        return pods.stream().map(pod -> pod.getMetadata().getName()).sorted().toList();
    }

    private static PodBuilder pod(String name, String app, String phase) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace("app")
                .withName(name)
                .addToLabels("app", app)
                .endMetadata()
                .withNewStatus()
                .withPhase(phase)
                .endStatus();
    }
}
