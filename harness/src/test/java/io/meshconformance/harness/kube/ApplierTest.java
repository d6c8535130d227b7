package io.meshconformance.harness.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.meshconformance.run.EnvironmentBroken;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ApplierTest {

    private final TestCluster cluster = new TestCluster();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Applier applier = applier(Duration.ofMinutes(1));

    @AfterEach
    void end() {
        executor.shutdownNow();
        cluster.close();
    }

    @Test
    @DisplayName("namespaces come first, and nothing is applied before the definitions among the objects are served")
    void order() {
        List<HasMetadata> objects = List.of(inApp("settings"), definition(false), namespace());
        CompletableFuture<Void> applied = CompletableFuture.runAsync(() -> applier.apply(objects), executor);
        cluster.client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("things.test")
                .waitUntilCondition(there -> there != null, 1, java.util.concurrent.TimeUnit.MINUTES);
        assertFalse(applied.isDone());
        cluster.client().resource(definition(true)).serverSideApply();
        applied.join();
        assertEquals(
                List.of(
                        "PATCH /api/v1/namespaces/app",
                        "PATCH /apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.test",
                        "PATCH /apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.test",
                        "PATCH /api/v1/namespaces/app/configmaps/settings"),
                cluster.changes());
    }

    @Test
    @DisplayName("the object that the cluster refuses is named")
    void refused() {
        cluster.refuses(line -> line.endsWith("/bad"));
        String message = String.valueOf(assertThrows(
                        IllegalStateException.class, () -> applier.apply(List.of(inApp("good"), inApp("bad"))))
                .getMessage());
        assertTrue(message.startsWith("the cluster refused app/bad (ConfigMap): "), message);
    }

    @Test
    @DisplayName("a deleted object is waited for until it is gone; one that is gone already is no error")
    void deleted() {
        cluster.has(inApp("settings"));
        applier.delete(List.of(inApp("settings"), inApp("gone-already")));
        assertNull(cluster.client()
                .configMaps()
                .inNamespace("app")
                .withName("settings")
                .get());
    }

    @Test
    @DisplayName("an object that does not go breaks the environment")
    void stays() {
        cluster.has(new ConfigMapBuilder()
                .withNewMetadata()
                .withName("settings")
                .withNamespace("app")
                .addToFinalizers("test/held")
                .endMetadata()
                .build());
        EnvironmentBroken broken = assertThrows(
                EnvironmentBroken.class, () -> applier(Duration.ofMillis(200)).delete(List.of(inApp("settings"))));
        assertEquals("ConfigMap settings was not gone within 0 s", broken.getMessage());
    }

    private Applier applier(Duration limit) {
        return new Applier(cluster.client(), new Readiness(cluster.client(), limit), executor);
    }

    private static HasMetadata namespace() {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName("app")
                .endMetadata()
                .build();
    }

    private static io.fabric8.kubernetes.api.model.ConfigMap map(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build();
    }

    private static HasMetadata inApp(String name) {
        return new ConfigMapBuilder(map(name))
                .editMetadata()
                .withNamespace("app")
                .endMetadata()
                .build();
    }

    private static CustomResourceDefinition definition(boolean served) {
        return new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withName("things.test")
                .endMetadata()
                .withNewSpec()
                .withGroup("test")
                .withScope("Namespaced")
                .withNewNames()
                .withKind("Thing")
                .withPlural("things")
                .endNames()
                .addNewVersion()
                .withName("v1")
                .withServed(true)
                .withStorage(true)
                .endVersion()
                .endSpec()
                .withNewStatus()
                .addNewCondition()
                .withType("Established")
                .withStatus(served ? "True" : "False")
                .endCondition()
                .endStatus()
                .build();
    }
}
