package io.meshconformance.harness.scene;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.meshconformance.harness.istio.PoliciesInForce;
import io.meshconformance.harness.kube.Applier;
import io.meshconformance.harness.kube.Manifest;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.harness.kube.ObjectKey;
import io.meshconformance.harness.kube.Readiness;
import io.meshconformance.harness.stage.StageNamespace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a scenario has on the cluster: the objects of its scene, and what the check under way changed of them, which
 * {@link #revert} takes back.
 */
final class AppliedObjects {

    private final StageNamespace namespace;
    private final Applier applier;
    private final Readiness readiness;
    private final ManifestParameters parameters;
    private final List<Manifest> applied = new CopyOnWriteArrayList<>();
    private final Map<ObjectKey, HasMetadata> scene = new ConcurrentHashMap<>();
    private final Map<ObjectKey, HasMetadata> touched = new ConcurrentHashMap<>();
    private final List<HasMetadata> withdrawn = new CopyOnWriteArrayList<>();
    private Duration applying = Duration.ZERO;

    AppliedObjects(StageNamespace namespace, Applier applier, Readiness readiness, ManifestParameters parameters) {
        this.namespace = namespace;
        this.applier = applier;
        this.readiness = readiness;
        this.parameters = parameters;
    }

    /** Applies files whose objects belong to the scene, one after the other, and waits for all their Deployments. */
    void set(List<String> files) {
        List<Manifest> manifests = files.stream().map(file -> put(file, scene)).toList();
        manifests.forEach(manifest -> readiness.awaitDeployments(manifest.objects()));
    }

    /** Takes a file of the scene for applied that an earlier scenario left as it was. */
    void found(String file) {
        applied.add(known(file, scene));
    }

    /** Applies a file until the next {@link #revert}, and waits for its Deployments. */
    void apply(String file) {
        Instant began = Instant.now();
        readiness.awaitDeployments(put(file, touched).objects());
        applying = applying.plus(Duration.between(began, Instant.now()));
    }

    /** Removes what a file has until the next {@link #revert}. */
    void remove(String file) {
        Collection<HasMetadata> objects = known(file, touched).objects();
        objects.stream().filter(PoliciesInForce::isPolicy).forEach(withdrawn::add);
        applier.delete(objects);
    }

    /**
     * Changes an object that was applied, until the next {@link #revert}.
     *
     * @param kind its kind
     * @param name its name, in the scenario's namespace
     * @param change makes the change
     */
    void edit(String kind, String name, Consumer<HasMetadata> change) {
        Map<ObjectKey, HasMetadata> now = new ConcurrentHashMap<>(scene);
        now.putAll(touched);
        HasMetadata object = now.values().stream()
                .filter(each -> each.getKind().equals(kind))
                .filter(each -> each.getMetadata().getName().equals(name))
                .filter(namespace::has)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + kind + " " + name + " has been applied"));
        HasMetadata changed = namespace.client().getKubernetesSerialization().clone(object);
        change.accept(changed);
        touched.put(ObjectKey.of(changed), changed);
        applier.apply(changed);
    }

    /**
     * Makes everything what it was when the scene was set. What cannot be taken back now is tried again the next time.
     *
     * @return the objects that had been applied, removed or edited since then
     */
    List<HasMetadata> revert() {
        List<HasMetadata> changed = List.copyOf(touched.values());
        applier.delete(changed.stream()
                .filter(object -> !scene.containsKey(ObjectKey.of(object)))
                .filter(object -> !StageNamespace.stays(object))
                .toList());
        List<HasMetadata> original = scene.entrySet().stream()
                .filter(object -> touched.containsKey(object.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        applier.apply(original);
        readiness.awaitDeployments(original);
        touched.clear();
        withdrawn.clear();
        return changed;
    }

    /** Whether anything was applied, removed or edited since the last {@link #revert}. */
    boolean isChanged() {
        return !touched.isEmpty();
    }

    /** The objects of the scene, as they are between two checks. */
    Collection<HasMetadata> ofScene() {
        return List.copyOf(scene.values());
    }

    /** The mesh's policies that were removed since the last {@link #revert}. */
    List<HasMetadata> withdrawn() {
        return List.copyOf(withdrawn);
    }

    /** How long applying, until what was applied is ready, has taken since the scene was set. */
    Duration applying() {
        return applying;
    }

    /** A file's objects, each with its namespace. */
    Collection<HasMetadata> objects(String file) {
        return load(file).objects();
    }

    List<Manifest> applied() {
        return List.copyOf(applied);
    }

    private Manifest put(String file, Map<ObjectKey, HasMetadata> where) {
        Manifest manifest = known(file, where);
        applier.apply(manifest.objects());
        applied.add(manifest);
        return manifest;
    }

    private Manifest known(String file, Map<ObjectKey, HasMetadata> where) {
        Manifest manifest = load(file);
        manifest.objects().forEach(object -> where.put(ObjectKey.of(object), object));
        return manifest;
    }

    private Manifest load(String file) {
        return Manifest.load("scenarios/" + file, parameters).in(namespace.name());
    }

    /**
     * Takes back what lies in the scenario's namespace, and waits until it is gone.
     *
     * @param file the file of the scene whose objects stay
     */
    void removeAllBut(String file) {
        List<ObjectKey> staying = objects(file).stream().map(ObjectKey::of).toList();
        applier.delete(Stream.concat(touched.values().stream(), scene.values().stream())
                .filter(object -> namespace.has(object) && !staying.contains(ObjectKey.of(object)))
                .toList());
    }

    /**
     * Takes back what lies outside the scenario's namespace. What cannot be taken back now is tried again next time.
     *
     * @return whether there was any
     */
    boolean removeElsewhere() {
        List<KubernetesClientException> failures = new ArrayList<>();
        boolean any = false;
        for (Map<ObjectKey, HasMetadata> part : List.of(touched, scene)) {
            for (HasMetadata object : part.values()) {
                if (namespace.has(object) || StageNamespace.stays(object)) {
                    continue;
                }
                any = true;
                try {
                    namespace.client().resource(object).delete();
                    part.remove(ObjectKey.of(object));
                } catch (KubernetesClientException e) {
                    failures.add(e);
                }
            }
        }
        if (!failures.isEmpty()) {
            throw namespace.notTakenBack(failures);
        }
        return any;
    }
}
