package io.meshconformance.harness.scene;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.kube.Edit;
import io.meshconformance.harness.kube.Elections;
import io.meshconformance.harness.outage.Absence;
import io.meshconformance.harness.wait.Observation;
import io.meshconformance.harness.wait.Timeouts;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/**
 * A Deployment that all scenarios stand on, changed for a while by one that runs alone. Closing it makes it what it was,
 * and waits until it is ready.
 */
public final class PlatformPart implements AutoCloseable {

    /** Only tells new pods from old ones: it may stay, as taking it off would replace them once more. */
    private static final String RESTARTED = "io.meshconformance/restarted";

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final Traffic traffic;
    private final Absence absence;
    private final int replicas;
    private final PodTemplateSpec template;
    private final PodGeneration pods;
    private boolean added;
    private boolean restored;

    /**
     * Remembers a Deployment as it is.
     *
     * @param client the run's client
     * @param namespace its namespace
     * @param name its name
     * @param traffic where its waits are recorded; {@link Timeouts#componentReady} bounds each
     * @param absence how long it is not watched: until it is closed
     */
    PlatformPart(KubernetesClient client, String namespace, String name, Traffic traffic, Absence absence) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
        this.traffic = traffic;
        this.absence = absence;
        Deployment original = deployment().require();
        this.replicas = original.getSpec().getReplicas();
        this.template = original.getSpec().getTemplate();
        this.pods = new PodGeneration(
                client, namespace, original.getSpec().getSelector().getMatchLabels());
    }

    /** Takes all its pods away without a word of warning, and waits until none is left; closing starts it again. */
    public void stop() {
        change(0, now -> now);
        pods.delete();
        await("no pod of " + name, pods::none);
        new Elections(client, namespace).end();
    }

    /** Takes its pods away without a word of warning; others come by themselves. Does not wait for them. */
    public void kill() {
        pods.replace();
        pods.delete();
    }

    /** Starts new pods, which take over from the old ones when they are ready. Does not wait for them. */
    public void restart() {
        annotatePods(RESTARTED, String.valueOf(System.nanoTime()));
    }

    /** Starts one more pod beside those that run. Does not wait for it. */
    public void addReplica() {
        added = true;
        pods.replace();
        change(replicas + 1, now -> now);
    }

    /** That the pod which {@link #addReplica} started is ready beside the others, whatever the exchange shows. */
    public Expectation replicaAdded() {
        return Expectation.that("a further pod of " + name + " is ready", exchange -> pods.ready(replicas + 1));
    }

    /** Takes the pods away that were there before {@link #addReplica}. Does not wait until they are gone. */
    public void retireFirst() {
        pods.retire();
        change(replicas, now -> now);
    }

    /**
     * Puts an annotation on its pods, which are replaced for it. Does not wait for them.
     *
     * @param key the annotation
     * @param value its value, other than before
     */
    public void annotatePods(String key, String value) {
        replacePods(now -> new PodTemplateSpecBuilder(now)
                .editMetadata()
                .addToAnnotations(key, value)
                .endMetadata()
                .build());
    }

    /**
     * Starts its program with one more argument, by new pods. Does not wait for them.
     *
     * @param argument the argument, after those that it has
     */
    public void addArgument(String argument) {
        replacePods(now -> new PodTemplateSpecBuilder(now)
                .editSpec()
                .editFirstContainer()
                .addToArgs(argument)
                .endContainer()
                .endSpec()
                .build());
    }

    /** Waits until its pods are ready, and none of them is one of those before the last change. */
    public void awaitRenewed() {
        await(name + " with new pods, all ready", () -> pods.renewal(replicas));
    }

    /** That the pods before the last change are gone and others are ready, whatever the exchange shows. */
    public Expectation renewed() {
        return Expectation.that("new pods of " + name + " are ready", exchange -> pods.renewal(replicas));
    }

    @Override
    public void close() {
        try {
            restore();
            // Of several pods Kubernetes may have kept one of before.
            await(name + " as it was, all ready", () -> added ? pods.ready(replicas) : pods.renewal(replicas));
        } finally {
            absence.close();
        }
    }

    /** Makes it what it was and does not wait for it; once it has worked it does nothing more. */
    void restore() {
        if (restored) {
            return;
        }
        if (unrestarted(deployment().require().getSpec().getTemplate()).equals(unrestarted(template))) {
            change(replicas, now -> now);
        } else {
            replacePods(now -> template);
        }
        restored = true;
    }

    private void replacePods(UnaryOperator<PodTemplateSpec> changed) {
        pods.replace();
        change(replicas, changed);
    }

    private void change(int count, UnaryOperator<PodTemplateSpec> changed) {
        Edit.of(deployment(), object -> {
            object.getSpec().setReplicas(count);
            object.getSpec().setTemplate(changed.apply(object.getSpec().getTemplate()));
            return object;
        });
    }

    private void await(String what, Callable<Observation> attempt) {
        traffic.within(Timeouts::componentReady)
                .awaitPlatform(what, "see what became of it: kubectl -n " + namespace + " describe pods", attempt);
    }

    private RollableScalableResource<Deployment> deployment() {
        return client.apps().deployments().inNamespace(namespace).withName(name);
    }

    private static PodTemplateSpec unrestarted(PodTemplateSpec template) {
        return new PodTemplateSpecBuilder(template)
                .editOrNewMetadata()
                .removeFromAnnotations(RESTARTED)
                .endMetadata()
                .build();
    }
}
