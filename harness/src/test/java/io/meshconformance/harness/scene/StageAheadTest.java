package io.meshconformance.harness.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.environment.TestEnvironment;
import io.meshconformance.harness.kube.Manifest;
import io.meshconformance.harness.stage.Stages;
import io.meshconformance.harness.stage.Succession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stage that is built while the scenario before is played, on an API server in memory. */
class StageAheadTest {

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
                new Succession(
                        Map.of("GUIDE-002", "GUIDE-003"),
                        Map.of("GUIDE-001", Second.class.getAnnotation(Scenario.class))));
    }

    @AfterEach
    void end() {
        environment.close();
    }

    @Test
    @DisplayName("the next scenario finds its base there, and applies what else it has")
    void found() {
        set(First.class);
        String built = awaitBuilt();
        long changes = changesOfTheBase(built);
        Scene second = set(Second.class);

        assertEquals(built, second.namespace());
        assertEquals(changes, changesOfTheBase(built), "the base is applied once");
        assertEquals("", second.follows(), "nobody played there before");
        assertEquals(
                List.of("scenarios/sample/base.yaml", "scenarios/sample/beside.yaml"),
                second.applied().stream().map(Manifest::name).toList());
        assertNotNull(client.configMaps().inNamespace(built).withName("own").get());
        second.close();
        assertNotNull(client.namespaces().withName(built).get(), "it is left for the one that takes it over");
        assertNull(client.configMaps().inNamespace(built).withName("own").get());
    }

    @Test
    @DisplayName("where it cannot be built the scenario builds one itself, and nothing stays of the other")
    void refused() {
        Runnable answer = environment
                .cluster()
                .refuses(line -> line.startsWith("PATCH ") && line.contains("/namespaces/base-1-"));
        set(First.class);
        Scene second = set(Second.class);
        answer.run();

        assertNotNull(
                client.pods().inNamespace(second.namespace()).withName("echo").get());
        assertEquals(
                List.of(second.namespace()),
                namespaces().stream().filter(name -> name.startsWith("base-")).toList());
        assertNotEquals("", second.namespace());
    }

    @Test
    @DisplayName("one that no scenario came for is taken away at the end of the run")
    void left() {
        set(First.class);
        String built = awaitBuilt();
        environment.environment().close();
        assertNull(client.namespaces().withName(built).get());
    }

    private String awaitBuilt() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> namespaces().stream()
                        .anyMatch(name -> name.startsWith("base-1-")
                                && client.pods()
                                                .inNamespace(name)
                                                .withName("echo")
                                                .get()
                                        != null));
        return namespaces().stream()
                .filter(name -> name.startsWith("base-1-"))
                .findFirst()
                .orElseThrow();
    }

    private List<String> namespaces() {
        return client.namespaces().list().getItems().stream()
                .map(each -> each.getMetadata().getName())
                .toList();
    }

    private long changesOfTheBase(String namespace) {
        return environment.cluster().changes().stream()
                .filter(line -> line.contains(namespace) && line.contains("/echo"))
                .count();
    }

    private Scene set(Class<?> type) {
        Scene scene = TestScene.of(environment.environment(), stages, type);
        scene.set();
        return scene;
    }

    @Scenario(id = "GUIDE-001", title = "Changes the proxy", manifests = "sample/beside.yaml", proxyWide = true)
    private static final class First {}

    @Scenario(
            id = "GUIDE-002",
            title = "Changes it too",
            manifests = {"sample/base.yaml", "sample/beside.yaml"},
            proxyWide = true)
    private static final class Second {}
}
