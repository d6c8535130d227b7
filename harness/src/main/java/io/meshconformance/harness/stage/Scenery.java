package io.meshconformance.harness.stage;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.meshconformance.harness.cluster.Engine;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.kube.Manifest;
import io.meshconformance.harness.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * What a scenario put on the cluster, in its namespace and elsewhere, and the taking back of it. An object elsewhere
 * that is annotated {@value #STAYS} is left, its manifest says why; it goes with the node.
 */
final class Scenery implements AutoCloseable {

    private static final String SCENARIO_LABEL = "io.meshconformance.scenario";
    private static final String STAYS = "io.meshconformance/stays";

    private final Environment environment;
    private final String namespace;
    private final Map<String, String> parameters;
    private final List<Manifest> applied = new ArrayList<>();
    private final Deque<HasMetadata> elsewhere = new ArrayDeque<>();
    private Duration applying = Duration.ZERO;
    private boolean there;

    Scenery(Environment environment, String namespace, Map<String, String> parameters) {
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
                        .addToLabels("istio-injection", "enabled")
                        .addToLabels(Engine.RUN_LABEL, environment.run().id())
                        .addToLabels(SCENARIO_LABEL, scenario.id())
                        .endMetadata()
                        .build());
        List<Manifest> manifests = new ArrayList<>();
        for (String file : scenario.manifests()) {
            manifests.add(put(file));
        }
        manifests.forEach(manifest -> environment.readiness().awaitDeployments(manifest.objects()));
    }

    void apply(String file) {
        Instant began = Instant.now();
        environment.readiness().awaitDeployments(put(file).objects());
        applying = applying.plus(Duration.between(began, Instant.now()));
    }

    /** How long applying, until what was applied is ready, has taken since the stage was set. */
    Duration applying() {
        return applying;
    }

    void remove(String file) {
        for (HasMetadata object : objects(file)) {
            environment.applier().delete(object);
            forget(object);
        }
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
        elsewhere.removeIf(other ->
                other.getMetadata().getName().equals(object.getMetadata().getName())
                        && other.getKind().equals(object.getKind()));
    }

    private Manifest load(String file) {
        return Manifest.load("scenarios/" + file, parameters);
    }

    /** Takes everything back, the namespace last; a second time it does nothing. */
    @Override
    public void close() {
        if (!there) {
            return;
        }
        there = false;
        var client = environment.cluster().client();
        while (!elsewhere.isEmpty()) {
            client.resource(elsewhere.pop()).delete();
        }
        client.namespaces().withName(namespace).delete();
    }
}
