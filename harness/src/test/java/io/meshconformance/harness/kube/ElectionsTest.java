package io.meshconformance.harness.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

public class ElectionsTest {

    private final TestCluster cluster = new TestCluster();

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    @DisplayName(
            "elections by lease and by ConfigMap end; other ConfigMaps stay, and so do elections of other namespaces")
    void ended() {
        ConfigMap settings = election("istio");
        settings.getMetadata().setAnnotations(null);
        ConfigMap elsewhere = election("elsewhere");
        elsewhere.getMetadata().setNamespace("other");
        var lease = new LeaseBuilder()
                .withNewMetadata()
                .withNamespace("istio-system")
                .withName("istio-gateway-status-leader")
                .endMetadata()
                .build();
        cluster.has(election("istio-leader"), settings, elsewhere, lease);

        new Elections(cluster.client(), "istio-system").end();

        assertEquals(List.of("elsewhere", "istio"), maps(cluster));
        assertEquals(
                List.of(), cluster.client().leases().inAnyNamespace().list().getItems());
    }

    /** An election of Istio's control plane, as client-go writes it. */
    public static ConfigMap election(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("istio-system")
                .withName(name)
                .addToAnnotations("control-plane.alpha.kubernetes.io/leader", "{\"holderIdentity\":\"istiod-1\"}")
                .endMetadata()
                .build();
    }

    /** The names of all ConfigMaps, sorted. */
    public static List<String> maps(TestCluster cluster) {
        return cluster.client().configMaps().inAnyNamespace().list().getItems().stream()
                .map(map -> map.getMetadata().getName())
                .sorted()
                .toList();
    }
}
