package io.meshconformance.harness.istio;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.meshconformance.harness.kube.Component;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Istio as istioctl rendered it, in the two waves in which it can start.
 *
 * @param controlPlane definitions and istiod
 * @param gateway the ingress gateway, whose pod gets its certificate and its listeners from istiod; it may have no
 *     objects
 */
public record Istio(Component controlPlane, Component gateway) {

    /** What istioctl marks every object with, and the value for gateways (Istio, {@code operator/pkg/component}). */
    private static final String COMPONENT_LABEL = "operator.istio.io/component";

    private static final String GATEWAYS = "IngressGateways";

    /**
     * Sorts rendered objects.
     *
     * @param objects everything that was rendered
     * @return the same, by wave
     */
    static Istio of(List<HasMetadata> objects) {
        Map<Boolean, List<HasMetadata>> byGateway =
                objects.stream().collect(Collectors.partitioningBy(Istio::isOfGateway));
        return new Istio(
                new Component("istio", byGateway.getOrDefault(false, List.of())),
                new Component("ingress gateway", byGateway.getOrDefault(true, List.of())));
    }

    private static boolean isOfGateway(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels != null && GATEWAYS.equals(labels.get(COMPONENT_LABEL));
    }
}
