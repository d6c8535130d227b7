package io.meshconformance.harness.scene;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.engine.Engine;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.istio.Injection;
import io.meshconformance.harness.istio.PoliciesInForce;
import io.meshconformance.harness.kube.Edit;
import io.meshconformance.harness.kube.Manifest;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.run.EnvironmentBroken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a scenario put on the cluster, in its namespace and elsewhere, and the taking back of it. An object elsewhere
 * that is annotated {@value #STAYS} is left, its manifest says why; it goes with the node.
 */
final class AppliedObjects implements AutoCloseable {

    private static final String SCENARIO_LABEL = "io.meshconformance.scenario";
    private static final String FAILED_LABEL = "io.meshconformance.failed";
    private static final String STAYS = "io.meshconformance/stays";

    private final Environment environment;
    private final String namespace;
    private final ManifestParameters parameters;
    private final List<Manifest> applied = new ArrayList<>();
    private final Deque<HasMetadata> elsewhere = new ArrayDeque<>();
    private final List<HasMetadata> withdrawn = new ArrayList<>();
    private Duration applying = Duration.ZERO;
    private boolean there;
    private boolean namespaceStays;

    AppliedObjects(Environment environment, String namespace, ManifestParameters parameters) {
        this.environment = environment;
        this.namespace = namespace;
        this.parameters = parameters;
    }

    void set(Scenario scenario) {
        there = true;
        environment.undoAtEnd(this::close);
        environment
                .applier()
                .apply(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .addToLabels(Injection.NAMESPACE_LABEL, "enabled")
                        .addToLabels(Engine.RUN_LABEL, environment.run().id())
                        .addToLabels(SCENARIO_LABEL, scenario.id())
                        .endMetadata()
                        .build());
        List<Manifest> manifests = new ArrayList<>();
        for (String file : scenario.manifests()) {
            manifests.add(put(file));
        }
        manifests.forEach(manifest -> environment.readiness().awaitDeployments(manifest.objects()));
        environment.runningImages().hold(namespace);
    }

    void apply(String file) {
        Instant began = Instant.now();
        environment.readiness().awaitDeployments(put(file).objects());
        applying = applying.plus(Duration.between(began, Instant.now()));
    }

    /** How long applying, until what was applied is ready, has taken since the scene was set. */
    Duration applying() {
        return applying;
    }

    void remove(String file) {
        for (HasMetadata object : objects(file)) {
            if (PoliciesInForce.isPolicy(object)) {
                withdrawn.add(object);
            }
            environment.applier().delete(object);
            forget(object);
        }
    }

    /** The mesh's policies that were taken back, since the last time that was forgotten. */
    List<HasMetadata> withdrawn() {
        return List.copyOf(withdrawn);
    }

    void forgetWithdrawn() {
        withdrawn.clear();
    }

    /** A file's objects, each with its namespace. */
    Collection<HasMetadata> objects(String file) {
        List<HasMetadata> objects = load(file).objects();
        objects.stream()
                .map(HasMetadata::getMetadata)
                .filter(metadata -> metadata.getNamespace() == null)
                .forEach(metadata -> metadata.setNamespace(namespace));
        return objects;
    }

    List<Manifest> applied() {
        return List.copyOf(applied);
    }

    private Manifest put(String file) {
        Manifest manifest = load(file);
        environment.applier().applyIn(manifest.objects(), namespace);
        applied.add(manifest);
        manifest.objects().stream()
                .filter(object -> !namespace.equals(object.getMetadata().getNamespace()))
                .forEach(this::remember);
        return manifest;
    }

    /** An object that a later file applies anew counts as that file has it. */
    private void remember(HasMetadata object) {
        forget(object);
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        if (annotations == null || !annotations.containsKey(STAYS)) {
            elsewhere.push(object);
        }
    }

    private void forget(HasMetadata object) {
        elsewhere.removeIf(other -> other.getKind().equals(object.getKind())
                && other.getMetadata().getName().equals(object.getMetadata().getName())
                && Objects.equals(
                        other.getMetadata().getNamespace(), object.getMetadata().getNamespace()));
    }

    private Manifest load(String file) {
        return Manifest.load("scenarios/" + file, parameters);
    }

    /** From now on closing leaves the namespace, marked so; what lies elsewhere would be in others' way. */
    void leaveNamespace() {
        namespaceStays = true;
        Edit.of(environment.cluster().client().namespaces().withName(namespace), object -> {
            object.getMetadata().getLabels().put(FAILED_LABEL, "true");
            return object;
        });
    }

    /** Takes everything back, the namespace last; what cannot be taken back now is tried again the next time. */
    @Override
    public void close() {
        if (!there) {
            return;
        }
        List<KubernetesClientException> failures = new ArrayList<>();
        List<HasMetadata> left = new ArrayList<>(elsewhere);
        elsewhere.clear();
        for (HasMetadata object : left) {
            try {
                environment.cluster().client().resource(object).delete();
            } catch (KubernetesClientException e) {
                elsewhere.addLast(object);
                failures.add(e);
            }
        }
        try {
            if (!namespaceStays) {
                environment.cluster().client().namespaces().withName(namespace).delete();
            }
        } catch (KubernetesClientException e) {
            failures.add(e);
        }
        there = !failures.isEmpty();
        if (there) {
            var stays = new EnvironmentBroken(
                    "not everything that " + namespace + " put on the cluster could be taken back: "
                            + failures.get(0).getMessage(),
                    "see whether the API server answers; a later scenario may meet what is left",
                    failures.get(0));
            failures.subList(1, failures.size()).forEach(stays::addSuppressed);
            throw stays;
        }
    }
}
