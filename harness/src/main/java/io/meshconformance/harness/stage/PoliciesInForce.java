package io.meshconformance.harness.stage;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The mesh's policies that decide in a namespace: its own and those of the root namespace, as the API server has them.
 */
final class PoliciesInForce {

    private static final String SECURITY = "security.istio.io/v1";
    private static final String ROOT_NAMESPACE = "istio-system";
    private static final List<String> KINDS =
            List.of("PeerAuthentication", "RequestAuthentication", "AuthorizationPolicy");

    private final KubernetesClient client;
    private final Set<String> namespaces;

    PoliciesInForce(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespaces = Set.of(namespace, ROOT_NAMESPACE);
    }

    /** In the order in which a sidecar asks them: peer, token, authorization. */
    List<GenericKubernetesResource> read() {
        return KINDS.stream().flatMap(this::ofKind).toList();
    }

    private Stream<GenericKubernetesResource> ofKind(String kind) {
        return client.genericKubernetesResources(SECURITY, kind).inAnyNamespace().list().getItems().stream()
                .filter(policy -> namespaces.contains(policy.getMetadata().getNamespace()))
                .filter(policy -> policy.getMetadata().getDeletionTimestamp() == null)
                .peek(policy -> policy.getMetadata().setManagedFields(null));
    }
}
