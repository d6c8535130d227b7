package io.meshconformance.harness.pomerium;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.meshconformance.harness.kube.Edit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PROVIDER = "identityProvider";

    private final Resource<GenericKubernetesResource> object;
    private final Map<String, Object> original;
    private Map<String, Object> inForce;

    /** The settings as they are. */
    public SharedSettings(KubernetesClient client) {
        this.object = in(client);
        this.original = spec(object.require());
        this.inForce = original;
    }

    /**
     * Puts one setting in force beside those put before; the proxy takes it up by itself.
     *
     * @param field its name in {@code spec}
     * @param value its value
     */
    public void put(String field, Object value) {
        Map<String, Object> spec = new HashMap<>(inForce);
        spec.put(field, value);
        write(spec);
    }

    /**
     * Has users sign in at another issuer of the identity provider. Sessions of the one before do not count as long.
     *
     * @param issuer its URL
     */
    public void signInAt(String issuer) {
        Map<String, Object> provider = fields(inForce.get(PROVIDER));
        provider.put("url", issuer);
        put(PROVIDER, provider);
    }

    /** Puts the settings back; once it has worked it does nothing more. */
    @Override
    public void close() {
        if (!inForce.equals(original)) {
            write(original);
        }
    }

    /**
     * Why the proxy's controller does not take the settings, as it says in their status (ingress-controller,
     * {@code api/v1/pomerium_types.go}, {@code settingsStatus}); empty where it says nothing of the kind.
     */
    public static Optional<String> refusal(KubernetesClient client) {
        return Optional.ofNullable(in(client).get())
                .map(settings ->
                        status(settings).path("settingsStatus").path("error").asText(""))
                .filter(error -> !error.isBlank());
    }

    /** What the proxy's controller says in the status of its settings, of them and of Ingresses. */
    static JsonNode status(GenericKubernetesResource settings) {
        return JSON.<JsonNode>valueToTree(settings.getAdditionalProperties()).path("status");
    }

    static Resource<GenericKubernetesResource> in(KubernetesClient client) {
        return client.genericKubernetesResources(POMERIUM).withName("global");
    }

    private void write(Map<String, Object> spec) {
        Edit.of(object, settings -> {
            settings.setAdditionalProperty("spec", spec);
            return settings;
        });
        inForce = Map.copyOf(spec);
    }

    private static Map<String, Object> spec(GenericKubernetesResource settings) {
        return Map.copyOf(fields(settings.getAdditionalProperties().get("spec")));
    }

    private static Map<String, Object> fields(@Nullable Object object) {
        var fields = new HashMap<String, Object>();
        if (object instanceof Map<?, ?> given) {
            given.forEach((name, value) -> fields.put(String.valueOf(name), value));
        }
        return fields;
    }
}
