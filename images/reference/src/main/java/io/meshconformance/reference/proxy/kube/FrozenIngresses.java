package io.meshconformance.reference.proxy.kube;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fault that ignores changes of an Ingress already served.
 *
 * @param objects the cluster as it is
 * @param served Ingresses as they were first served, by uid
 */
record FrozenIngresses(ClusterObjects objects, Map<String, Ingress> served) implements ClusterObjects {
    @Override
    public Optional<GenericKubernetesResource> pomerium() {
        return objects.pomerium();
    }

    @Override
    public List<IngressClass> classes() {
        return objects.classes();
    }

    @Override
    public List<Ingress> ingresses() {
        return objects.ingresses().stream()
                .map(ingress -> served.getOrDefault(ingress.getMetadata().getUid(), ingress))
                .toList();
    }

    @Override
    public Optional<Secret> secret(Name name) {
        return objects.secret(name);
    }

    @Override
    public Optional<Service> service(Name name) {
        return objects.service(name);
    }

    @Override
    public Optional<Endpoints> endpoints(Name name) {
        return objects.endpoints(name);
    }
}
