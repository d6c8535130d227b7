package io.meshconformance.harness.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.environment.TestEnvironment;
import io.meshconformance.harness.kube.Manifest;
import io.meshconformance.harness.kube.TestCluster;
import io.meshconformance.harness.stage.Stages;
import io.meshconformance.harness.stage.Succession;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes from one scenario to the one that takes its stage over, on an API server in memory. */
class TakenOverStageTest {

    @TempDir
    private Path folder;

    private TestEnvironment environment;
    private KubernetesClient client;
    private Stages stages;

    @BeforeEach
    void begin() {
        environment = new TestEnvironment(folder);
        client = environment.cluster().client();
        stages = new Stages(
                environment.environment(),
                Succession.of(
                        Stream.of(First.class, Second.class)
                                .map(type -> type.getAnnotation(Scenario.class))
                                .toList(),
                        1));
    }

    @AfterEach
    void end() {
        environment.close();
    }

    @Test
    @DisplayName("the next scenario has the same namespace and workload, and nothing that the first applied")
    void takenOver() {
        Scene first = set(First.class);
        first.handles().manifests().apply("sample/gateways.yaml");
        first.close();
        assertNull(map(first.namespace(), "own"), "what the first applied");

        Scene second = set(Second.class);
        assertEquals(first.namespace(), second.namespace());
        assertEquals("GUIDE-002", label(second.namespace()));
        assertEquals("", first.follows());
        assertEquals("GUIDE-001", second.follows());
        assertNotEquals(first.hosts(), second.hosts());
        assertEquals(
                List.of("scenarios/sample/base.yaml", "scenarios/sample/stays.yaml"),
                second.applied().stream().map(Manifest::name).toList());
        second.close();
        assertNull(client.namespaces().withName(second.namespace()).get(), "the last one takes the stage away");
    }

    @Test
    @DisplayName("a stage that is asked for once more has the sidecars told of everything that was applied there")
    void inForce() {
        set(First.class).close();
        environment.cluster().has();
        Scene second = set(Second.class);

        assertTrue(
                environment
                        .cluster()
                        .changes()
                        .contains("PATCH /apis/networking.istio.io/v1alpha3/namespaces/" + second.namespace()
                                + "/envoyfilters/conformance-marker"),
                environment.cluster().changes().toString());
    }

    @Test
    @DisplayName(
            "a stage is not taken over where its pod is another, an object of its base was changed, or a pod was added")
    void notAsBuilt() {
        changedBetween(namespace ->
                client.pods().inNamespace(namespace).withName("echo").delete());
    }

    @Test
    @DisplayName("nor where an object of its base was changed")
    void changed() {
        changedBetween(namespace -> client.configMaps()
                .inNamespace(namespace)
                .withName("echo")
                .edit(map -> {
                    map.setData(Map.of());
                    return map;
                }));
    }

    @Test
    @DisplayName("nor where a pod was added")
    void added() {
        changedBetween(namespace -> environment
                .cluster()
                .has(TestCluster.readyPod(namespace, "another").build()));
    }

    private void changedBetween(Consumer<String> change) {
        Scene first = set(First.class);
        first.close();
        change.accept(first.namespace());
        Scene second = set(Second.class);

        assertNotEquals(first.namespace(), second.namespace());
        assertNull(client.namespaces().withName(first.namespace()).get(), "nothing stays of what is not used");
        assertNotNull(
                client.pods().inNamespace(second.namespace()).withName("echo").get());
    }

    @Test
    @DisplayName("the stage of a scenario that failed goes with it")
    void failed() {
        Scene first = set(First.class);
        first.spoil();
        first.close();

        assertNull(client.namespaces().withName(first.namespace()).get());
        assertNotEquals(first.namespace(), set(Second.class).namespace());
    }

    @Test
    @DisplayName(
            "a scenario that begins before the one it follows has ended gets a stage of its own, and the other goes")
    void tooEarly() {
        Scene first = set(First.class);
        Scene second = set(Second.class);
        assertNotEquals(first.namespace(), second.namespace());

        first.close();
        assertNull(client.namespaces().withName(first.namespace()).get());
    }

    @Test
    @DisplayName("a stage that no scenario came for is taken away at the end of the run")
    void left() {
        Scene first = set(First.class);
        first.close();
        assertNotNull(client.namespaces().withName(first.namespace()).get());

        environment.environment().close();
        assertNull(client.namespaces().withName(first.namespace()).get());
    }

    private Scene set(Class<?> type) {
        Scene scene = TestScene.of(environment.environment(), stages, type);
        scene.set();
        return scene;
    }

    private @Nullable ConfigMap map(String namespace, String name) {
        return client.configMaps().inNamespace(namespace).withName(name).get();
    }

    private @Nullable String label(String namespace) {
        Namespace object = client.namespaces().withName(namespace).require();
        return object.getMetadata().getLabels().get("io.meshconformance.scenario");
    }

    @Scenario(
            id = "GUIDE-001",
            title = "One",
            manifests = {"sample/base.yaml", "sample/beside.yaml"})
    private static final class First {}

    @Scenario(
            id = "GUIDE-002",
            title = "Another",
            manifests = {"sample/base.yaml", "sample/stays.yaml"})
    private static final class Second {}
}
