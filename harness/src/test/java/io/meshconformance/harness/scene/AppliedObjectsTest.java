package io.meshconformance.harness.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.meshconformance.harness.kube.Applier;
import io.meshconformance.harness.kube.ManifestParameter;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.harness.kube.Readiness;
import io.meshconformance.harness.kube.TestCluster;
import io.meshconformance.harness.stage.StageNamespace;
import io.meshconformance.run.EnvironmentBroken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a check leaves behind, by manifests of scenarios: nothing. */
class AppliedObjectsTest {

    private static final String SECURITY = "security.istio.io/v1";
    private static final String ROUTE = "routes/nginx.yaml";
    private static final String STRICT = "mtls/strict.yaml";
    private static final String PERMISSIVE = "mtls/permissive.yaml";
    private static final String ELSEWHERE = "policy/root-namespace.yaml";

    private final TestCluster cluster = new TestCluster();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Readiness readiness = new Readiness(cluster.client(), Duration.ofMinutes(1));
    private final AppliedObjects objects = new AppliedObjects(
            new StageNamespace(cluster.client(), "app"),
            new Applier(cluster.client(), readiness, executor),
            readiness,
            ManifestParameters.none()
                    .with(ManifestParameter.NAMESPACE, "app")
                    .with(ManifestParameter.HOST, "app.test")
                    .with(ManifestParameter.ALICE_DOMAIN, "example.test"));

    @BeforeEach
    void begin() {
        cluster.serves(SECURITY, "PeerAuthentication/peerauthentications", "AuthorizationPolicy/authorizationpolicies");
        objects.set(List.of(ROUTE, STRICT));
    }

    @AfterEach
    void end() {
        executor.shutdownNow();
        cluster.close();
    }

    @Test
    @DisplayName("what a check applied anew is deleted, in the scenario's namespace and elsewhere")
    void applied() {
        objects.apply("policy/private-path.yaml");
        objects.apply(ELSEWHERE);
        assertEquals(2, policies().size());

        assertEquals(2, objects.revert().size());
        assertEquals(List.of(), policies());
        assertEquals(List.of(), objects.revert(), "nothing is left to take back");
    }

    @Test
    @DisplayName("an object of the scene that a check overwrote, edited or removed is what it was")
    void changed() {
        objects.apply(PERMISSIVE);
        objects.edit("Ingress", "nginx", ingress -> ingress.getMetadata().setAnnotations(Map.of("edited", "true")));
        assertEquals("PERMISSIVE", mode());
        assertEquals(Map.of("edited", "true"), annotations());
        objects.remove(STRICT);

        objects.revert();
        assertEquals("STRICT", mode());
        assertTrue(
                annotations().containsKey("ingress.pomerium.io/policy"),
                annotations().toString());
        assertFalse(annotations().containsKey("edited"), annotations().toString());
    }

    @Test
    @DisplayName("a second edit builds on the first")
    void edits() {
        objects.edit("Ingress", "nginx", ingress -> ingress.getMetadata().setAnnotations(Map.of("one", "true")));
        objects.edit("Ingress", "nginx", ingress -> {
            assertEquals(Map.of("one", "true"), ingress.getMetadata().getAnnotations());
            ingress.getMetadata().setAnnotations(Map.of("two", "true"));
        });
        assertEquals(Map.of("two", "true"), annotations());
        assertThrows(IllegalArgumentException.class, () -> objects.edit("Ingress", "unknown", ingress -> {}));
    }

    @Test
    @DisplayName("a policy that the check removed is known until it is taken back")
    void withdrawn() {
        objects.remove(STRICT);
        assertEquals(1, objects.withdrawn().size());

        objects.revert();
        assertEquals(List.of(), objects.withdrawn());
    }

    @Test
    @DisplayName(
            "what could not be taken back is tried again the next time, also after an apply that was refused halfway")
    void again() {
        Runnable allowed =
                cluster.refuses(line -> line.startsWith("PATCH") && line.endsWith("authorizationpolicies/app"));
        assertThrows(IllegalStateException.class, () -> objects.apply(ELSEWHERE));
        allowed.run();
        objects.apply(PERMISSIVE);
        allowed = cluster.refuses(line -> line.startsWith("PATCH"));
        assertThrows(RuntimeException.class, objects::revert);
        allowed.run();

        objects.revert();
        assertEquals("STRICT", mode());
    }

    @Test
    @DisplayName("at the end only what lies elsewhere has to be removed, and what the API server keeps is named")
    void elsewhere() {
        assertFalse(objects.removeElsewhere());
        objects.apply(ELSEWHERE);
        Runnable allowed = cluster.refuses(line -> line.startsWith("DELETE"));
        EnvironmentBroken broken = assertThrows(EnvironmentBroken.class, objects::removeElsewhere);
        assertTrue(String.valueOf(broken.getMessage()).startsWith("not everything that app put"), broken.getMessage());
        allowed.run();

        assertTrue(objects.removeElsewhere());
        assertEquals(List.of(), policies());
        assertEquals("STRICT", mode());
    }

    private List<HasMetadata> policies() {
        return Stream.of("app", "istio-system")
                .flatMap(namespace -> cluster
                        .client()
                        .genericKubernetesResources(SECURITY, "AuthorizationPolicy")
                        .inNamespace(namespace)
                        .list()
                        .getItems()
                        .stream())
                .map(HasMetadata.class::cast)
                .toList();
    }

    private String mode() {
        GenericKubernetesResource peers = cluster.client()
                .genericKubernetesResources(SECURITY, "PeerAuthentication")
                .inNamespace("app")
                .withName("peers")
                .require();
        return peers.get("spec", "mtls", "mode");
    }

    private Map<String, String> annotations() {
        return cluster.client()
                .network()
                .v1()
                .ingresses()
                .inNamespace("app")
                .withName("nginx")
                .require()
                .getMetadata()
                .getAnnotations();
    }
}
