package io.meshconformance.harness.kube;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.meshconformance.run.EnvironmentBroken;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadinessTest {

    private final TestCluster cluster = new TestCluster();
    private final Readiness patient = new Readiness(cluster.client(), Duration.ofMinutes(1));
    private final Readiness hasty = new Readiness(cluster.client(), Duration.ofMillis(200));

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    @DisplayName("a deployment whose replicas are all new and available is ready")
    void ready() {
        cluster.has(deployment(1, 2, 2, 2));
        assertDoesNotThrow(() -> hasty.awaitDeployments(List.of(deployment(1, 2, 2, 2))));
    }

    @ParameterizedTest(name = "observed generation {0}, {1} new, {2} available, {3} in all")
    @CsvSource({"0, 2, 2, 2", "1, 1, 2, 2", "1, 2, 1, 2", "1, 2, 2, 3"})
    @DisplayName("one is not ready before its controller has seen it and every old replica is gone")
    void notReady(long observed, int updated, int available, int all) {
        cluster.has(deployment(observed, updated, available, all));
        assertThrows(EnvironmentBroken.class, () -> hasty.awaitDeployment("app", "web"));
    }

    @Test
    @DisplayName("one that gets ready later is waited for")
    void later() {
        cluster.has(deployment(1, 0, 0, 0));
        CompletableFuture<Void> waited = CompletableFuture.runAsync(() -> patient.awaitDeployment("app", "web"));
        assertFalse(waited.isDone());
        cluster.has(deployment(1, 2, 2, 2));
        waited.join();
    }

    @Test
    @DisplayName("one that does not get ready is told with what its pods say")
    void never() {
        cluster.has(
                deployment(1, 0, 0, 0),
                new PodBuilder()
                        .withNewMetadata()
                        .withNamespace("app")
                        .withName("web-1")
                        .endMetadata()
                        .withNewStatus()
                        .withPhase("Pending")
                        .endStatus()
                        .build());
        EnvironmentBroken broken = assertThrows(EnvironmentBroken.class, () -> hasty.awaitDeployment("app", "web"));
        assertEquals("deployment app/web was not ready within 0 s\npod web-1 Pending", broken.getMessage());
        assertTrue(broken.cure().contains("-Dconformance.timeout.factor=2"), broken.cure());
    }

    @Test
    @DisplayName("a node that is not ready is waited for, and a cluster without one is broken")
    void node() {
        assertEquals(
                "the cluster has no node",
                assertThrows(EnvironmentBroken.class, hasty::awaitNode).getMessage());
        cluster.has(node("False"));
        assertEquals(
                "the node was not ready within 0 s",
                assertThrows(EnvironmentBroken.class, hasty::awaitNode).getMessage());
        cluster.has(node("True"));
        assertDoesNotThrow(hasty::awaitNode);
    }

    @Test
    @DisplayName("an injection webhook is ready when each of its entries has a certificate")
    void webhook() {
        cluster.has(webhook("Y2E=", ""));
        assertThrows(EnvironmentBroken.class, () -> hasty.awaitWebhook("injector"));
        cluster.has(webhook("Y2E=", "Y2E="));
        assertDoesNotThrow(() -> hasty.awaitWebhook("injector"));
    }

    private static MutatingWebhookConfiguration webhook(String... bundles) {
        var webhook = new MutatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName("injector")
                .endMetadata();
        for (String bundle : bundles) {
            webhook.addNewWebhook()
                    .withNewClientConfig()
                    .withCaBundle(bundle)
                    .endClientConfig()
                    .endWebhook();
        }
        return webhook.build();
    }

    private static io.fabric8.kubernetes.api.model.Node node(String ready) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName("one")
                .addToLabels("kubernetes.io/hostname", "one")
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready)
                .endCondition()
                .endStatus()
                .build();
    }

    private static Deployment deployment(long observed, int updated, int available, int all) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withNamespace("app")
                .withName("web")
                .withGeneration(1L)
                .endMetadata()
                .withNewSpec()
                .withReplicas(2)
                .endSpec()
                .withNewStatus()
                .withObservedGeneration(observed)
                .withUpdatedReplicas(updated)
                .withAvailableReplicas(available)
                .withReplicas(all)
                .endStatus()
                .build();
    }
}
