package io.meshconformance.harness.pomerium;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.meshconformance.harness.kube.Edit;
import java.util.HashMap;
import java.util.Map;

/**
 * The proxy's settings for all routes, its object {@code Pomerium}. They are put back when this is closed: every scenario
 * stands on them, so only mesh-wide scenarios touch them.
 */
public final class SharedSettings implements AutoCloseable {

    static final ResourceDefinitionContext POMERIUM = new ResourceDefinitionContext.Builder()
            .withGroup("ingress.pomerium.io")
            .withVersion("v1")
            .withKind("Pomerium")
            .withPlural("pomerium")
            .withNamespaced(false)
            .build();

    private final Resource<GenericKubernetesResource> object;
    private final Map<String, Object> original;
    private boolean changed;

    /** The settings as they are. */
    public SharedSettings(KubernetesClient client) {
        this.object = in(client);
        this.original = spec(object.require());
    }

    /**
     * Puts one setting in force; the proxy takes it up by itself.
     *
     * @param field its name in {@code spec}
     * @param value its value
     */
    public void put(String field, Object value) {
        changed = true;
        Map<String, Object> spec = new HashMap<>(original);
        spec.put(field, value);
        write(spec);
    }

    /** Puts the settings back; once it has worked it does nothing more. */
    @Override
    public void close() {
        if (changed) {
            write(original);
            changed = false;
        }
    }

    static Resource<GenericKubernetesResource> in(KubernetesClient client) {
        return client.genericKubernetesResources(POMERIUM).withName("global");
    }

    private void write(Map<String, Object> spec) {
        Edit.of(object, settings -> {
            settings.setAdditionalProperty("spec", spec);
            return settings;
        });
    }

    private static Map<String, Object> spec(GenericKubernetesResource settings) {
        var spec = new HashMap<String, Object>();
        if (settings.getAdditionalProperties().get("spec") instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> spec.put(String.valueOf(name), value));
        }
        return Map.copyOf(spec);
    }
}
