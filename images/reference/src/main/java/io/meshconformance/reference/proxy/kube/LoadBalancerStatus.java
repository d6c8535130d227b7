package io.meshconformance.reference.proxy.kube;

import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.meshconformance.reference.proxy.identity.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies the proxy's Service address into the Ingresses it serves. */
final class LoadBalancerStatus {
    private final KubernetesClient client;
    private final Optional<String> service;

    LoadBalancerStatus(KubernetesClient client, Optional<String> service) {
        this.client = client;
        this.service = service;
    }

    void write(Ingress ingress, ClusterObjects objects) {
        Optional<List<Map<String, String>>> wanted = service.map(name -> name.split("/"))
                .flatMap(parts -> objects.service(new Name(parts[0], parts[1])))
                .map(LoadBalancerStatus::addresses);
        if (wanted.isEmpty() || wanted.get().equals(present(ingress))) {
            return;
        }
        client.network()
                .v1()
                .ingresses()
                .inNamespace(ingress.getMetadata().getNamespace())
                .withName(ingress.getMetadata().getName())
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        Json.text(Map.of("status", Map.of("loadBalancer", Map.of("ingress", wanted.get())))));
    }

    private static List<Map<String, String>> addresses(Service service) {
        return switch (String.valueOf(service.getSpec().getType())) {
            case "LoadBalancer" ->
                Optional.ofNullable(service.getStatus())
                        .flatMap(status -> Optional.ofNullable(status.getLoadBalancer()))
                        .map(balancer -> balancer.getIngress().stream()
                                .map(LoadBalancerStatus::address)
                                .toList())
                        .orElse(List.of());
            case "NodePort" -> List.of(Map.of("ip", service.getSpec().getClusterIP()));
            default -> List.of();
        };
    }

    private static Map<String, String> address(LoadBalancerIngress ingress) {
        return ingress.getIp() == null
                ? Map.of("hostname", String.valueOf(ingress.getHostname()))
                : Map.of("ip", ingress.getIp());
    }

    private static List<Map<String, String>> present(Ingress ingress) {
        return Optional.ofNullable(ingress.getStatus())
                .flatMap(status -> Optional.ofNullable(status.getLoadBalancer()))
                .map(balancer -> balancer.getIngress().stream()
                        .map(one -> one.getIp() == null
                                ? Map.of("hostname", String.valueOf(one.getHostname()))
                                : Map.of("ip", one.getIp()))
                        .toList())
                .orElse(List.of());
    }
}
