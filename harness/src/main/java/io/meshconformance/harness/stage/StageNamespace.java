package io.meshconformance.harness.stage;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.meshconformance.harness.engine.Engine;
import io.meshconformance.harness.istio.Injection;
import io.meshconformance.harness.kube.Edit;
import io.meshconformance.run.EnvironmentBroken;
import java.util.List;
import java.util.Map;

/**
 * The namespace of a stage, and so of the scenario that plays there.
 *
 * @param client of the cluster
 * @param name its name
 */
public record StageNamespace(KubernetesClient client, String name) {

    private static final String SCENARIO_LABEL = "io.meshconformance.scenario";
    private static final String STAYS = "io.meshconformance/stays";
    private static final String FAILED_LABEL = "io.meshconformance.failed";

    /**
     * The object that makes it: each pod gets a sidecar, and labels tell whose it is.
     *
     * @param scenario the id of the scenario that plays there
     * @param run the id of the run
     */
    public Namespace of(String scenario, String run) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels(Injection.NAMESPACE_LABEL, "enabled")
                .addToLabels(Engine.RUN_LABEL, run)
                .addToLabels(SCENARIO_LABEL, scenario)
                .endMetadata()
                .build();
    }

    /**
     * Whether an object outlives its scenario: it is annotated {@value #STAYS}, its manifest says why, and it goes with the
     * node.
     */
    public static boolean stays(HasMetadata object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations != null && annotations.containsKey(STAYS);
    }

    /** Whether an object lies in it. */
    public boolean has(HasMetadata object) {
        return name.equals(object.getMetadata().getNamespace());
    }

    /**
     * Says whose it is from now on.
     *
     * @param scenario the id of the scenario that plays there
     */
    void belongsTo(String scenario) {
        label(SCENARIO_LABEL, scenario);
    }

    /** Marks it for a person who looks for what failed. */
    public void markFailed() {
        label(FAILED_LABEL, "true");
    }

    private void label(String label, String value) {
        Edit.of(client.namespaces().withName(name), object -> {
            object.getMetadata().getLabels().put(label, value);
            return object;
        });
    }

    /**
     * Deletes it with all that is in it, and does not wait until it is gone.
     *
     * @throws EnvironmentBroken when the cluster refuses
     */
    public void delete() {
        try {
            client.namespaces().withName(name).delete();
        } catch (KubernetesClientException e) {
            throw notTakenBack(List.of(e));
        }
    }

    /**
     * What some refusals to delete come to.
     *
     * @param failures the refusals, at least one
     */
    public EnvironmentBroken notTakenBack(List<KubernetesClientException> failures) {
        var left = new EnvironmentBroken(
                "not everything that " + name + " put on the cluster could be taken back: "
                        + failures.get(0).getMessage(),
                "see whether the API server answers; a later scenario may meet what is left",
                failures.get(0));
        failures.subList(1, failures.size()).forEach(left::addSuppressed);
        return left;
    }
}
