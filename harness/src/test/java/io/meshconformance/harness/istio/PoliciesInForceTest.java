package io.meshconformance.harness.istio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.meshconformance.harness.kube.TestCluster;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PoliciesInForceTest {

    private static final String SECURITY = "security.istio.io/v1";

    private final TestCluster cluster = new TestCluster();

    @BeforeEach
    void kinds() {
        cluster.serves(
                SECURITY,
                "PeerAuthentication/peerauthentications",
                "RequestAuthentication/requestauthentications",
                "AuthorizationPolicy/authorizationpolicies");
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    @DisplayName(
            "routes come first, then peer, token and authorization; those of the root namespace count, others' do not")
    void order() {
        cluster.has(
                policy("AuthorizationPolicy", "app", "allow"),
                policy("AuthorizationPolicy", "other", "not-ours"),
                policy("RequestAuthentication", "app", "tokens"),
                policy("PeerAuthentication", "istio-system", "mesh-wide"),
                new IngressBuilder()
                        .withNewMetadata()
                        .withNamespace("app")
                        .withName("route")
                        .endMetadata()
                        .build());
        assertEquals(
                List.of(
                        "Ingress app/route",
                        "PeerAuthentication istio-system/mesh-wide",
                        "RequestAuthentication app/tokens",
                        "AuthorizationPolicy app/allow"),
                read().stream()
                        .map(object -> object.getKind() + " "
                                + object.getMetadata().getNamespace() + "/"
                                + object.getMetadata().getName())
                        .toList());
    }

    @Test
    @DisplayName("a policy that goes away is in force no more, and who manages which field is left out")
    void goingAway() {
        GenericKubernetesResource going = policy("AuthorizationPolicy", "app", "going");
        going.getMetadata().setFinalizers(List.of("test/held"));
        GenericKubernetesResource managed = policy("AuthorizationPolicy", "app", "managed");
        managed.getMetadata()
                .setManagedFields(List.of(new ManagedFieldsEntryBuilder()
                        .withManager("mesh-conformance")
                        .build()));
        cluster.has(going, managed);
        cluster.client().resource(going).delete();
        assertEquals(1, read().size());
        assertNull(read().get(0).getMetadata().getManagedFields());
    }

    private List<HasMetadata> read() {
        return new PoliciesInForce(cluster.client(), "app").read();
    }

    private static GenericKubernetesResource policy(String kind, String namespace, String name) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(SECURITY)
                .withKind(kind)
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .build();
    }
}
