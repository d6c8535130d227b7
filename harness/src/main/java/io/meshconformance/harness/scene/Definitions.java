package io.meshconformance.harness.scene;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.kube.Applier;
import io.meshconformance.harness.wait.Observation;
import java.util.Collection;
import java.util.function.Function;

/** What the cluster takes and which versions it serves, asked without leaving anything behind. */
public final class Definitions {

    private final KubernetesClient client;
    private final Traffic traffic;
    private final Function<String, Collection<HasMetadata>> objects;

    Definitions(KubernetesClient client, Traffic traffic, Function<String, Collection<HasMetadata>> objects) {
        this.client = client;
        this.traffic = traffic;
        this.objects = objects;
    }

    /**
     * Expects every object of a file to be taken, validation by the mesh included.
     *
     * @param file path below {@code manifests/scenarios/}
     */
    public void take(String file) {
        for (HasMetadata object : objects.apply(file)) {
            String answer = tried(object);
            traffic.expect(
                    words(object), "taken", new Observation(answer.isEmpty(), answer.isEmpty() ? "taken" : answer));
        }
    }

    /**
     * Expects every object of a file to be refused.
     *
     * @param file path below {@code manifests/scenarios/}
     * @param reason what the refusal has to contain
     */
    public void refuse(String file, String reason) {
        for (HasMetadata object : objects.apply(file)) {
            String answer = tried(object);
            traffic.expect(
                    words(object),
                    "refused: " + reason,
                    new Observation(answer.contains(reason), answer.isEmpty() ? "taken" : answer));
        }
    }

    /**
     * Expects a kind to be served in a version, or not to be.
     *
     * @param apiVersion group and version
     * @param kind the kind
     * @param served what is expected
     */
    public void serve(String apiVersion, String kind, boolean served) {
        boolean there = client.supports(apiVersion, kind);
        traffic.expect(
                kind + " in " + apiVersion,
                served ? "served" : "not served",
                new Observation(there == served, there ? "served" : "not served"));
    }

    /** The refusal's words; empty when there is none. */
    private String tried(HasMetadata object) {
        try {
            client.resource(object)
                    .dryRun(true)
                    .fieldManager(Applier.FIELD_MANAGER)
                    .forceConflicts()
                    .serverSideApply();
            return "";
        } catch (KubernetesClientException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static String words(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName() + " in " + object.getApiVersion();
    }
}
