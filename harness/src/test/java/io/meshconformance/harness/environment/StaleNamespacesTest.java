package io.meshconformance.harness.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.meshconformance.harness.engine.Engine;
import io.meshconformance.harness.kube.TestCluster;
import io.meshconformance.run.RunLock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleNamespacesTest {

    @TempDir
    private Path cache;

    private final TestCluster cluster = new TestCluster();

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    @DisplayName("namespaces of a killed run go; those of a run beside, kept ones and all others stay")
    void sweep() {
        cluster.has(
                namespace("guide-001-kkkkk", Map.of(Engine.RUN_LABEL, "kkkkk")),
                namespace("guide-002-kkkkk", Map.of(Engine.RUN_LABEL, "kkkkk", KeptForInspection.LABEL, "true")),
                namespace("guide-001-bbbbb", Map.of(Engine.RUN_LABEL, "bbbbb")),
                namespace("pomerium", Map.of("app", "pomerium")));
        List<String> told = new ArrayList<>();
        RunLock beside = RunLock.alive(cache, "bbbbb");
        new StaleNamespaces(cluster.client(), cache).sweep(told::add);
        beside.close();
        assertEquals(List.of("removing the namespace guide-001-kkkkk that an earlier run left"), told);
        assertEquals(
                List.of("guide-001-bbbbb", "guide-002-kkkkk", "pomerium"),
                cluster.client().namespaces().list().getItems().stream()
                        .map(left -> left.getMetadata().getName())
                        .sorted()
                        .toList());
    }

    private static Namespace namespace(String name, Map<String, String> labels) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .build();
    }
}
