package io.meshconformance.harness.scene;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.kube.Edit;
import io.meshconformance.harness.kube.LivePods;
import io.meshconformance.harness.outage.Absence;
import io.meshconformance.harness.wait.Observation;
import io.meshconformance.harness.wait.Timeouts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

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
    private final Map<String, String> labels;
    private final PodTemplateSpec pods;
    private Set<String> earlier = Set.of();
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
        this.labels = Map.copyOf(original.getSpec().getSelector().getMatchLabels());
        this.pods = original.getSpec().getTemplate();
    }

    /** Takes all its pods away without a word of warning, and waits until none is left; closing starts it again. */
    public void stop() {
        change(0, template -> template);
        deletePods();
        await("no pod of " + name, () -> {
            List<String> left = running().stream().map(PlatformPart::name).toList();
            return new Observation(left.isEmpty(), left.isEmpty() ? "none" : left.toString());
        });
    }

    /** Takes its pods away without a word of warning; others come by themselves. Does not wait for them. */
    public void kill() {
        rememberPods();
        deletePods();
    }

    /** Starts new pods, which take over from the old ones when they are ready. Does not wait for them. */
    public void restart() {
        annotatePods(RESTARTED, String.valueOf(System.nanoTime()));
    }

    /**
     * Puts an annotation on its pods, which are replaced for it. Does not wait for them.
     *
     * @param key the annotation
     * @param value its value, other than before
     */
    public void annotatePods(String key, String value) {
        replacePods(template -> new PodTemplateSpecBuilder(template)
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
        replacePods(template -> new PodTemplateSpecBuilder(template)
                .editSpec()
                .editFirstContainer()
                .addToArgs(argument)
                .endContainer()
                .endSpec()
                .build());
    }

    /** Waits until its pods are ready, and none of them is one of those before the last change. */
    public void awaitRenewed() {
        await(name + " with new pods, all ready", this::renewal);
    }

    /** That the pods before the last change are gone and others are ready, whatever the exchange shows. */
    public Expectation renewed() {
        return Expectation.that("new pods of " + name + " are ready", exchange -> renewal());
    }

    @Override
    public void close() {
        try {
            restore();
            awaitRenewed();
        } finally {
            absence.close();
        }
    }

    /** Makes it what it was and does not wait for it; once it has worked it does nothing more. */
    void restore() {
        if (restored) {
            return;
        }
        if (unrestarted(deployment().require().getSpec().getTemplate()).equals(unrestarted(pods))) {
            change(replicas, template -> template);
        } else {
            replacePods(template -> pods);
        }
        restored = true;
    }

    private Observation renewal() {
        List<Pod> now = running();
        boolean renewed = now.size() == replicas
                && now.stream().allMatch(pod -> LivePods.isReady(pod) && !earlier.contains(name(pod)));
        return new Observation(
                renewed,
                now.stream()
                        .map(pod -> name(pod) + (LivePods.isReady(pod) ? " ready" : " not ready"))
                        .collect(Collectors.joining(", ", "pods: ", "")));
    }

    private void replacePods(UnaryOperator<PodTemplateSpec> changed) {
        rememberPods();
        change(replicas, changed);
    }

    private void change(int count, UnaryOperator<PodTemplateSpec> changed) {
        Edit.of(deployment(), object -> {
            object.getSpec().setReplicas(count);
            object.getSpec().setTemplate(changed.apply(object.getSpec().getTemplate()));
            return object;
        });
    }

    private void rememberPods() {
        earlier = running().stream().map(PlatformPart::name).collect(Collectors.toSet());
    }

    private void deletePods() {
        client.pods()
                .inNamespace(namespace)
                .withLabels(labels)
                .withGracePeriod(0)
                .delete();
    }

    private void await(String what, Callable<Observation> attempt) {
        traffic.within(Timeouts::componentReady)
                .awaitPlatform(what, "see what became of it: kubectl -n " + namespace + " describe pods", attempt);
    }

    private List<Pod> running() {
        return LivePods.in(client, namespace, labels).all();
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

    private static String name(Pod pod) {
        return pod.getMetadata().getName();
    }
}
