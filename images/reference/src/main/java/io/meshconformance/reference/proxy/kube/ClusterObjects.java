package io.meshconformance.reference.proxy.kube;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import java.util.List;
import java.util.Optional;

/** The cluster's objects as far as they concern us, as last seen; this is all that a translation may look at. */
interface ClusterObjects {
    /** The {@code Pomerium} object we follow. */
    Optional<GenericKubernetesResource> pomerium();

    /** Every IngressClass. */
    List<IngressClass> classes();

    /** The Ingresses of the namespaces we serve. */
    List<Ingress> ingresses();

    Optional<Secret> secret(Name name);

    Optional<Service> service(Name name);

    Optional<Endpoints> endpoints(Name name);
}
