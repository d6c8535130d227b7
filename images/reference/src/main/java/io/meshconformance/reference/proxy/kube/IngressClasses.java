package io.meshconformance.reference.proxy.kube;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which Ingresses are ours: by class name, else by the old annotation, else by the default class (facts 3). */
record IngressClasses(List<IngressClass> classes, String controller) {
    private static final String DEFAULT = "ingressclass.kubernetes.io/is-default-class";
    private static final String OLD = "kubernetes.io/ingress.class";

    boolean ours(Ingress ingress) {
        Optional<String> name = Optional.ofNullable(ingress.getSpec().getIngressClassName())
                .or(() -> Optional.ofNullable(
                        annotations(ingress.getMetadata().getAnnotations()).get(OLD)));
        return classes.stream()
                .filter(candidate -> name.map(candidate.getMetadata().getName()::equals)
                        .orElseGet(() -> "true"
                                .equals(annotations(candidate.getMetadata().getAnnotations())
                                        .get(DEFAULT))))
                .anyMatch(candidate -> controller.equals(candidate.getSpec().getController()));
    }

    private static Map<String, String> annotations(@org.jspecify.annotations.Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
