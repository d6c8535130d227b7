package io.meshconformance.harness.istio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.meshconformance.harness.kube.Applier;
import io.meshconformance.harness.kube.Readiness;
import io.meshconformance.harness.kube.TestCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SidecarMarkerTest {

    private final TestCluster cluster = new TestCluster();
    private final Map<String, String> dumps = new ConcurrentHashMap<>();
    private final Applier applier =
            new Applier(cluster.client(), new Readiness(cluster.client(), Duration.ofMinutes(1)), Runnable::run);
    private final SidecarMarker marker = new SidecarMarker(
            cluster.client(),
            applier,
            "app",
            pod -> dumps.getOrDefault(pod.getMetadata().getName(), "no JSON"));

    @BeforeEach
    void begin() {
        cluster.serves("networking.istio.io/v1alpha3", "EnvoyFilter/envoyfilters");
        cluster.has(pod("one", "istio-proxy"), pod("two", "istio-proxy"), pod("without", "main"));
        marker.next();
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    @DisplayName("it is seen once both listeners of every sidecar have the number that was applied last")
    void seen() {
        assertEquals("not yet by [one, two]", marker.seen().seen());
        dumps.put("one", dump(active(1), active(1)));
        assertEquals("not yet by [two]", marker.seen().seen());
        dumps.put("two", dump(active(1), active(1)));
        assertTrue(marker.seen().held());

        marker.next();
        assertFalse(marker.seen().held(), "the number is another one now");
    }

    @Test
    @DisplayName("one listener that is behind, that is still warming or that is not there is not enough")
    void behind() {
        dumps.put("two", dump(active(1), active(1)));
        for (String dump : List.of(
                dump(active(1), active(0)),
                dump(active(1), active(1) + ",\"warming_state\":{}"),
                dump(active(1), "\"active_state\":{\"listener\":{}}"),
                "{\"configs\":[]}",
                "{}")) {
            dumps.put("one", dump);
            assertFalse(marker.seen().held(), dump);
        }
    }

    @Test
    @DisplayName("it changes the metadata of listeners and nothing that decides about a request")
    void metadata() {
        GenericKubernetesResource filter = cluster.client()
                .genericKubernetesResources("networking.istio.io/v1alpha3", "EnvoyFilter")
                .inNamespace("app")
                .withName("conformance-marker")
                .require();
        for (int patch : List.of(0, 1)) {
            assertEquals(
                    Map.of("metadata", Map.of("filter_metadata", Map.of("io.meshconformance", Map.of("marker", "1")))),
                    filter.get("spec", "configPatches", patch, "patch", "value"));
        }
        assertEquals(2, filter.<List<Object>>get("spec", "configPatches").size());
    }

    private static Pod pod(String name, String container) {
        return TestCluster.readyPod("app", name)
                .withNewSpec()
                .addNewContainer()
                .withName(container)
                .endContainer()
                .endSpec()
                .build();
    }

    private static String dump(String inbound, String outbound) {
        return "{\"configs\":[{" + inbound + "},{" + outbound + "}]}";
    }

    private static String active(int number) {
        return "\"active_state\":{\"listener\":{\"metadata\":{\"filter_metadata\":{\"io.meshconformance\":{\"marker\":\""
                + number + "\"}}}}}";
    }
}
