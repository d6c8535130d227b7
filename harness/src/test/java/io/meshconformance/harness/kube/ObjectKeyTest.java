package io.meshconformance.harness.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ObjectKeyTest {

    @Test
    @DisplayName(
            "objects of another group, kind, namespace or name are other objects, those of another version are not")
    void distinct() {
        List<ObjectKey> keys = Stream.of(
                        object("networking.istio.io/v1", "Gateway", "one", "front"),
                        object("networking.istio.io/v1beta1", "Gateway", "one", "front"),
                        object("gateway.networking.k8s.io/v1", "Gateway", "one", "front"),
                        object("v1", "Gateway", "one", "front"),
                        object("networking.istio.io/v1", "Sidecar", "one", "front"),
                        object("networking.istio.io/v1", "Gateway", "two", "front"),
                        object("networking.istio.io/v1", "Gateway", null, "front"),
                        object("networking.istio.io/v1", "Gateway", "one", "back"))
                .map(ObjectKey::of)
                .toList();

        assertEquals(keys.get(0), keys.get(1));
        assertEquals(keys.size() - 1, keys.stream().distinct().count());
    }

    private static GenericKubernetesResource object(
            String version, String kind, @Nullable String namespace, String name) {
        var object = new GenericKubernetesResource();
        object.setApiVersion(version);
        object.setKind(kind);
        object.setMetadata(new ObjectMeta());
        object.getMetadata().setNamespace(namespace);
        object.getMetadata().setName(name);
        return object;
    }
}
