package io.meshconformance.harness.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What makes an object the same object, whatever version of its kind it is written in.
 *
 * @param group its API group; empty for the core
 * @param kind its kind
 * @param namespace its namespace; null for an object of the whole cluster
 * @param name its name
 */
public record ObjectKey(String group, String kind, @Nullable String namespace, String name) {

    /** The key of an object. */
    public static ObjectKey of(HasMetadata object) {
        String version = object.getApiVersion();
        return new ObjectKey(
                version.contains("/") ? version.substring(0, version.indexOf('/')) : "",
                object.getKind(),
                object.getMetadata().getNamespace(),
                object.getMetadata().getName());
    }
}
