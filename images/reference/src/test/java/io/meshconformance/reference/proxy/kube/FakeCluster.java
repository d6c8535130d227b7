package io.meshconformance.reference.proxy.kube;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A cluster that is a list of objects. */
final class FakeCluster implements ClusterObjects {
    private final List<HasMetadata> objects = new ArrayList<>();

    /** Puts an object in, in place of one of the same kind and name. */
    <T extends HasMetadata> void put(Class<T> type, String yaml) {
        put(Serialization.unmarshal(yaml, type));
    }

    void put(HasMetadata object) {
        objects.removeIf(known ->
                known.getKind().equals(object.getKind()) && Name.of(known).equals(Name.of(object)));
        objects.add(object);
    }

    void secret(String namespace, String name, Map<String, byte[]> data) {
        put(new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withData(data.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> Base64.getEncoder().encodeToString(entry.getValue()))))
                .build());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private <T> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private <T extends HasMetadata> Optional<T> find(Class<T> type, Name name) {
        return all(type).stream().filter(object -> Name.of(object).equals(name)).findFirst();
    }

    @Override
    public Optional<GenericKubernetesResource> pomerium() {
        return all(GenericKubernetesResource.class).stream().findFirst();
    }

    @Override
    public List<IngressClass> classes() {
        return all(IngressClass.class);
    }

    @Override
    public List<Ingress> ingresses() {
        return all(Ingress.class);
    }

    @Override
    public Optional<Secret> secret(Name name) {
        return find(Secret.class, name);
    }

    @Override
    public Optional<Service> service(Name name) {
        return find(Service.class, name);
    }

    @Override
    public Optional<Endpoints> endpoints(Name name) {
        return find(Endpoints.class, name);
    }
}
