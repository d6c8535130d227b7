package io.meshconformance.harness.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesResourceUtil;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/** Server-side apply: namespaces first, then definitions until they are served, then everything else at once. */
public final class Applier {

    /** By this name the API server knows what the suite applied. */
    public static final String FIELD_MANAGER = "mesh-conformance";

    private final KubernetesClient client;
    private final Readiness readiness;
    private final Executor executor;

    /**
     * Creates an applier.
     *
     * @param client the run's client
     * @param readiness waits until definitions are served
     * @param executor carries the requests that may go side by side
     */
    public Applier(KubernetesClient client, Readiness readiness, Executor executor) {
        this.client = client;
        this.readiness = readiness;
        this.executor = executor;
    }

    /**
     * Applies objects that say themselves where they belong.
     *
     * @param objects the objects
     */
    public void apply(Collection<HasMetadata> objects) {
        each(objects, Namespace.class::isInstance);
        each(objects, CustomResourceDefinition.class::isInstance);
        readiness.awaitServed(objects.stream()
                .filter(CustomResourceDefinition.class::isInstance)
                .map(CustomResourceDefinition.class::cast)
                .toList());
        each(objects, object -> !(object instanceof Namespace || object instanceof CustomResourceDefinition));
    }

    /**
     * Applies objects, putting those that can have a namespace and name none into one.
     *
     * @param objects the objects
     * @param namespace where they go unless they say otherwise
     */
    public void applyIn(Collection<HasMetadata> objects, String namespace) {
        for (HasMetadata object : objects) {
            if (canBeIn(object) && object.getMetadata().getNamespace() == null) {
                object.getMetadata().setNamespace(namespace);
            }
        }
        apply(objects);
    }

    /** Of an object without a model only its definition tells; those that scenarios bring are all namespaced. */
    private static boolean canBeIn(HasMetadata object) {
        return object instanceof Namespaced || object instanceof GenericKubernetesResource;
    }

    /**
     * Applies one object.
     *
     * @param object the object, with its namespace
     * @return the object as the cluster holds it now
     */
    public HasMetadata apply(HasMetadata object) {
        return client.resource(object)
                .fieldManager(FIELD_MANAGER)
                .forceConflicts()
                .serverSideApply();
    }

    /**
     * Deletes one object and waits until it is gone.
     *
     * @param object the object, with its namespace
     */
    public void delete(HasMetadata object) {
        client.resource(object).delete();
        readiness.awaitGone(object);
    }

    private void each(Collection<HasMetadata> objects, Predicate<HasMetadata> chosen) {
        List<CompletableFuture<Void>> requests = objects.stream()
                .filter(chosen)
                .map(object -> CompletableFuture.runAsync(() -> applyNamed(object), executor))
                .toList();
        Completion.joinAll(requests);
    }

    private void applyNamed(HasMetadata object) {
        try {
            apply(object);
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "the cluster refused " + KubernetesResourceUtil.getQualifiedName(object) + " (" + object.getKind()
                            + "): " + e.getMessage(),
                    e);
        }
    }
}
