package io.meshconformance.harness.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.RecordedTraffic;
import io.meshconformance.harness.kube.ElectionsTest;
import io.meshconformance.harness.kube.TestCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlatformPartTest {

    private final TestCluster cluster = new TestCluster();
    private final RecordedTraffic recorded = RecordedTraffic.make();
    private int absences;

    @BeforeEach
    void platform() {
        cluster.has(deployment(), pod("istiod-1"), pod("istiod-2"));
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    @DisplayName("a stopped part has no pod, and is what it was once it is closed")
    void stopped() {
        cluster.has(ElectionsTest.election("istio-leader"));
        PlatformPart part = part();
        part.stop();
        assertEquals(List.of(), ElectionsTest.maps(cluster), "nobody waits for a leader that is gone");
        assertEquals(0, now().getSpec().getReplicas());
        assertTrue(cluster.client()
                .pods()
                .inNamespace("istio-system")
                .list()
                .getItems()
                .isEmpty());

        cluster.has(pod("istiod-3"), pod("istiod-4"));
        assertEquals(0, absences, "it is not watched until it is closed");
        part.close();
        assertEquals(1, absences);
        assertEquals(2, now().getSpec().getReplicas());
        assertEquals(Map.of("own", "kept"), annotations());
    }

    @Test
    @DisplayName("a killed part is renewed by other pods, not by those of before")
    void killed() {
        PlatformPart part = part();
        part.kill();
        cluster.has(pod("istiod-3"));
        assertFalse(renewed(part), "one pod of two");
        cluster.has(pod("istiod-4"));
        assertTrue(renewed(part));
        assertEquals(2, now().getSpec().getReplicas());
    }

    @Test
    @DisplayName("a part with one more argument has other pods, and is what it was once it is closed")
    void argument() {
        PlatformPart part = part();
        part.addArgument("--more");
        assertEquals(List.of("--own", "--more"), arguments());
        cluster.client().pods().inNamespace("istio-system").delete();
        cluster.has(pod("istiod-3"), pod("istiod-4"));
        assertTrue(renewed(part));
        part.restore();
        assertEquals(List.of("--own"), arguments());
        assertFalse(renewed(part), "the pods with the argument are those of before");
    }

    @Test
    @DisplayName("of a part with one more pod the first ones go, and whichever is left is what it was")
    void replica() {
        PlatformPart part = part();
        part.addReplica();
        assertEquals(3, now().getSpec().getReplicas());
        assertFalse(held(part.replicaAdded()));
        cluster.has(pod("istiod-3"));
        assertTrue(held(part.replicaAdded()));
        part.retireFirst();
        assertEquals(2, now().getSpec().getReplicas());
        assertTrue(isRetired("istiod-1"));
        assertFalse(isRetired("istiod-3"));
        cluster.client().pods().inNamespace("istio-system").withName("istiod-2").delete();
        part.close();
        assertEquals(1, absences);
    }

    @Test
    @DisplayName("a restarted part is not renewed while an old pod is there, and its mark stays")
    void restarted() {
        PlatformPart part = part();
        part.restart();
        cluster.has(pod("istiod-3"));
        cluster.client().pods().inNamespace("istio-system").withName("istiod-1").delete();
        assertFalse(renewed(part), "istiod-2 is one of before");
        cluster.client().pods().inNamespace("istio-system").withName("istiod-2").delete();
        cluster.has(pod("istiod-4"));
        assertTrue(renewed(part));
        part.close();
        assertTrue(annotations().containsKey("io.meshconformance/restarted"));
    }

    @Test
    @DisplayName("an annotation of the pods is taken off again")
    void annotated() {
        PlatformPart part = part();
        part.annotatePods("other", "value");
        assertEquals(Map.of("own", "kept", "other", "value"), annotations());
        part.restore();
        assertEquals(Map.of("own", "kept"), annotations());
    }

    @Test
    @DisplayName("what could not be restored is restored the next time, and then no more")
    void restoredAtLast() {
        PlatformPart part = part();
        part.stop();
        Runnable answer = cluster.refuses(line -> line.startsWith("PATCH ") && line.endsWith("/istiod"));
        assertThrows(KubernetesClientException.class, part::restore);
        answer.run();
        part.restore();
        assertEquals(2, now().getSpec().getReplicas());

        cluster.client()
                .apps()
                .deployments()
                .inNamespace("istio-system")
                .withName("istiod")
                .scale(1);
        part.restore();
        assertEquals(1, now().getSpec().getReplicas());
    }

    private PlatformPart part() {
        return new PlatformPart(cluster.client(), "istio-system", "istiod", recorded.traffic(), () -> absences++);
    }

    private static boolean renewed(PlatformPart part) {
        return held(part.renewed());
    }

    private static boolean held(Expectation expected) {
        return expected.judge(RecordedTraffic.exchange("any")).held();
    }

    private Deployment now() {
        return cluster.client()
                .apps()
                .deployments()
                .inNamespace("istio-system")
                .withName("istiod")
                .require();
    }

    private Map<String, String> annotations() {
        return now().getSpec().getTemplate().getMetadata().getAnnotations();
    }

    private List<String> arguments() {
        return now().getSpec().getTemplate().getSpec().getContainers().get(0).getArgs();
    }

    private static Deployment deployment() {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withNamespace("istio-system")
                .withName("istiod")
                .endMetadata()
                .withNewSpec()
                .withReplicas(2)
                .withNewSelector()
                .addToMatchLabels("app", "istiod")
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToAnnotations("own", "kept")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("discovery")
                .withArgs("--own")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static Pod pod(String name) {
        return TestCluster.readyPod("istio-system", name)
                .editMetadata()
                .addToLabels("app", "istiod")
                .endMetadata()
                .build();
    }

    private boolean isRetired(String name) {
        return cluster.client()
                .pods()
                .inNamespace("istio-system")
                .withName(name)
                .require()
                .getMetadata()
                .getAnnotations()
                .containsKey("controller.kubernetes.io/pod-deletion-cost");
    }
}
