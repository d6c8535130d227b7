package io.meshconformance.harness.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
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

    /** Applies objects that say themselves where they belong. */
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
     * Deletes objects, all at once, and waits until they are gone; those that are gone already are no error.
     *
     * @param objects the objects, each with its namespace
     * @throws io.meshconformance.run.EnvironmentBroken when one does not go
     */
    public void delete(Collection<HasMetadata> objects) {
        Completion.joinAll(objects.stream()
                .map(object -> CompletableFuture.runAsync(() -> deleteOne(object), executor))
                .toList());
    }

    private void deleteOne(HasMetadata object) {
        if (!client.resource(object).delete().isEmpty()) {
            readiness.awaitGone(object);
        }
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
