package io.meshconformance.harness.istio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IstioTest {

    @Test
    @DisplayName("what istioctl marks as the gateway's comes in the second wave, everything else in the first")
    void waves() {
        HasMetadata bare = object("bare", Map.of());
        HasMetadata pilot = object("pilot", Map.of("operator.istio.io/component", "Pilot"));
        HasMetadata gateway = object("gateway", Map.of("operator.istio.io/component", "IngressGateways"));

        Istio istio = Istio.of(List.of(bare, gateway, pilot));

        assertEquals(List.of(bare, pilot), istio.controlPlane().objects());
        assertEquals(List.of(gateway), istio.gateway().objects());
    }

    private static HasMetadata object(String name, Map<String, String> labels) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .build();
    }
}
