package io.meshconformance.harness.istio;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What decides about requests in a namespace, as the API server has it: its routes by the proxy, and the mesh's
 * policies, its own and those of the root namespace.
 */
public final class PoliciesInForce {

    static final String SECURITY = "security.istio.io/v1";
    private static final String GROUP = "security.istio.io/";
    private static final List<String> KINDS =
            List.of("PeerAuthentication", "RequestAuthentication", "AuthorizationPolicy");

    private final KubernetesClient client;
    private final String namespace;

    /**
     * Reads nothing yet.
     *
     * @param client of the cluster
     * @param namespace the scenario's namespace
     */
    public PoliciesInForce(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** Whether an object is a policy of the mesh, of whatever version. */
    public static boolean isPolicy(HasMetadata object) {
        return object.getApiVersion().startsWith(GROUP);
    }

    /** In the order in which a request meets them: route, and then at the sidecar peer, token, authorization. */
    public List<HasMetadata> read() {
        Stream<HasMetadata> routes = client.network().v1().ingresses().inNamespace(namespace).list().getItems().stream()
                .map(HasMetadata.class::cast);
        return Stream.concat(routes, KINDS.stream().flatMap(this::ofKind))
                .filter(policy -> policy.getMetadata().getDeletionTimestamp() == null)
                .peek(policy -> policy.getMetadata().setManagedFields(null))
                .toList();
    }

    private Stream<HasMetadata> ofKind(String kind) {
        return client.genericKubernetesResources(SECURITY, kind).inAnyNamespace().list().getItems().stream()
                .filter(policy -> Set.of(namespace, ControlPlane.NAMESPACE)
                        .contains(policy.getMetadata().getNamespace()))
                .map(HasMetadata.class::cast);
    }
}
