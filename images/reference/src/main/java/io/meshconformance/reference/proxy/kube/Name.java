package io.meshconformance.reference.proxy.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** An object's namespace and name. */
record Name(String namespace, String name) {
    static Name of(HasMetadata object) {
        return new Name(
                object.getMetadata().getNamespace(), object.getMetadata().getName());
    }

    /** Reads {@code namespace/name}. */
    static Name read(String field, String text) throws Rejected {
        String[] parts = text.split("/", -1);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            throw new Rejected(field + ": expected namespace/name, got \"" + text + "\"");
        }
        return new Name(parts[0], parts[1]);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
