package io.meshconformance.harness.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.environment.TestEnvironment;
import io.meshconformance.harness.kube.Manifest;
import io.meshconformance.harness.stage.Stages;
import io.meshconformance.harness.stage.Succession;
import io.meshconformance.run.EnvironmentBroken;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scenario puts on the cluster and what of it is there after its end, on an API server in memory. */
class SceneTest {

    private static final String ISTIO = "networking.istio.io/v1";
    private static final String KUBERNETES = "gateway.networking.k8s.io/v1";

    @TempDir
    private Path folder;

    private TestEnvironment environment;
    private Scene scene;

    @BeforeEach
    void begin() {
        environment = new TestEnvironment(folder);
        scene = TestScene.of(
                environment.environment(), new Stages(environment.environment(), Succession.NONE), Staged.class);
    }

    @AfterEach
    void end() {
        environment.close();
    }

    @Test
    @DisplayName(
            "its namespace has a sidecar in each pod and says whose it is; files come into it, parameters filled in")
    void set() {
        scene.set();

        assertEquals(
                Map.of(
                        "istio-injection",
                        "enabled",
                        "io.meshconformance.run",
                        environment.environment().run().id(),
                        "io.meshconformance.scenario",
                        "GUIDE-001"),
                environment
                        .cluster()
                        .client()
                        .namespaces()
                        .withName(scene.namespace())
                        .require()
                        .getMetadata()
                        .getLabels());
        assertEquals(
                Map.of("password", scene.handles().manifests().password()),
                environment
                        .cluster()
                        .client()
                        .configMaps()
                        .inNamespace(scene.namespace())
                        .withName("own")
                        .require()
                        .getData());
        assertEquals(
                List.of("scenarios/sample/beside.yaml"),
                scene.applied().stream().map(Manifest::name).toList());
    }

    @Test
    @DisplayName(
            "its objects in other namespaces are taken back one by one and the mesh is waited for; its own namespace goes last")
    void takenBack() {
        scene.set();
        scene.close();

        assertNull(map("first"));
        assertNull(map("second"));
        List<String> changes = environment.cluster().changes();
        assertEquals(
                List.of(
                        "PATCH /apis/networking.istio.io/v1alpha3/namespaces/" + scene.namespace()
                                + "/envoyfilters/conformance-marker",
                        "DELETE /api/v1/namespaces/" + scene.namespace()),
                changes.subList(changes.size() - 2, changes.size()));
    }

    @Test
    @DisplayName("a scene that was never set takes nothing back")
    void neverSet() {
        scene.close();

        assertEquals(List.of(), environment.cluster().changes());
    }

    @Test
    @DisplayName("an object that is annotated to stay stays")
    void stays() {
        scene.set();
        scene.handles().manifests().apply("sample/stays.yaml");
        scene.close();

        assertNotNull(map("shared"));
        assertNull(map("first"));
    }

    @Test
    @DisplayName("two kinds of one name are two objects, and both are taken back")
    void groups() {
        scene.set();
        scene.handles().manifests().apply("sample/gateways.yaml");
        assertNotNull(gateway(ISTIO));
        assertNotNull(gateway(KUBERNETES));

        scene.close();
        assertNull(gateway(ISTIO));
        assertNull(gateway(KUBERNETES));
    }

    @Test
    @DisplayName("what a file has is gone once it is removed, and nothing else is")
    void removed() {
        scene.set();
        scene.handles().manifests().apply("sample/gateways.yaml");
        scene.handles().manifests().remove("sample/gateways.yaml");
        assertNull(gateway(ISTIO));
        assertNull(gateway(KUBERNETES));
        assertNotNull(map("first"));

        scene.close();
        assertNull(map("first"));
    }

    @Test
    @DisplayName("of a file that the cluster refuses halfway what it took is taken back as well")
    void refusedHalfway() {
        Runnable answer = environment.cluster().refuses(line -> line.startsWith("PATCH ") && line.endsWith("/second"));
        assertThrows(IllegalStateException.class, scene::set);
        answer.run();
        assertNotNull(map("first"));

        scene.close();
        assertNull(map("first"));
    }

    @Test
    @DisplayName(
            "what cannot be taken back is said, keeps nothing else from it, and is taken back at the end of the run")
    void refused() {
        scene.set();
        Runnable answer = environment.cluster().refuses(line -> line.startsWith("DELETE ") && line.endsWith("/first"));
        EnvironmentBroken broken = assertThrows(EnvironmentBroken.class, scene::close);
        assertTrue(
                broken.problem()
                        .startsWith("not everything that " + scene.namespace()
                                + " put on the cluster could be taken back: "),
                broken.problem());
        assertNotNull(map("first"));
        assertNull(map("second"));

        answer.run();
        environment.environment().close();
        assertNull(map("first"));
        assertNull(environment
                .cluster()
                .client()
                .namespaces()
                .withName(scene.namespace())
                .get());
    }

    private HasMetadata map(String name) {
        return environment
                .cluster()
                .client()
                .configMaps()
                .inNamespace("elsewhere")
                .withName(name)
                .get();
    }

    private HasMetadata gateway(String version) {
        return environment
                .cluster()
                .client()
                .genericKubernetesResources(version, "Gateway")
                .inNamespace("elsewhere")
                .withName("front")
                .get();
    }

    @Scenario(id = "GUIDE-001", title = "A scenario", manifests = "sample/beside.yaml")
    private static final class Staged {}
}
