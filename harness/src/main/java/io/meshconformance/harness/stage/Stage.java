package io.meshconformance.harness.stage;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.meshconformance.harness.accesslog.LogBeginnings;
import io.meshconformance.harness.istio.PoliciesInForce;
import io.meshconformance.harness.istio.SidecarMarker;
import io.meshconformance.harness.kube.LivePods;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A namespace that scenarios play in, one after the other. The first builds it: it applies the base. From then on the
 * stage has to be, between two scenarios, what it was then: each object of the base untouched, the same pods, none of
 * them started anew, and no other.
 */
public final class Stage {

    private final StageNamespace namespace;
    private final SidecarMarker marker;
    private List<HasMetadata> base = List.of();
    private Set<String> built = Set.of();
    private String leftBy = "";

    /**
     * A stage of which nothing is on the cluster yet.
     *
     * @param namespace its namespace
     * @param marker tells what its sidecars go by
     */
    Stage(StageNamespace namespace, SidecarMarker marker) {
        this.namespace = namespace;
        this.marker = marker;
    }

    /** Its namespace. */
    public StageNamespace namespace() {
        return namespace;
    }

    /** Tells what its sidecars go by; its numbers go on from one scenario to the next. */
    public SidecarMarker marker() {
        return marker;
    }

    /** Whether its base is there. */
    public boolean isBuilt() {
        return !built.isEmpty();
    }

    /**
     * Remembers what it is, its base ready. Pods of other workloads are not remembered: they have to be gone.
     *
     * @param objects the objects of the base
     */
    public void built(Collection<HasMetadata> objects) {
        base = List.copyOf(objects);
        Set<String> workloads = new HashSet<>(
                objects.stream().map(object -> object.getMetadata().getName()).toList());
        built = state(pod -> workloads.contains(pod.getMetadata().getLabels().get(LivePods.APP)));
    }

    /** The id of the scenario that left it last; empty where none did. */
    public String leftBy() {
        return leftBy;
    }

    /** A scenario has taken back all that it applied. */
    void left(String scenario) {
        leftBy = scenario;
    }

    /**
     * Whether it is what it was when it was built, with no route and no policy in it.
     *
     * @throws io.meshconformance.run.EnvironmentBroken where the logs of its sidecars do not reach back to their start
     */
    boolean isAsBuilt() {
        new LogBeginnings(namespace.client(), namespace.name()).require();
        return isBuilt()
                && built.equals(state(pod -> true))
                && new PoliciesInForce(namespace.client(), namespace.name())
                        .read().stream().noneMatch(namespace::has);
    }

    private Set<String> state(Predicate<Pod> counted) {
        Stream<HasMetadata> objects = base.stream()
                .flatMap(object ->
                        Optional.ofNullable(namespace.client().resource(object).get()).stream());
        Set<String> state = new HashSet<>(objects.map(Stage::state).toList());
        namespace.client().pods().inNamespace(namespace.name()).list().getItems().stream()
                .filter(counted)
                .map(Stage::state)
                .forEach(state::add);
        return state;
    }

    /** Whoever changes an object counts its generation up, where it has one, and else its version. */
    private static String state(HasMetadata object) {
        ObjectMeta metadata = object.getMetadata();
        String version = metadata.getGeneration() == null
                ? metadata.getResourceVersion()
                : metadata.getGeneration().toString();
        return String.join(" ", object.getKind(), metadata.getName(), metadata.getUid(), version);
    }

    private static String state(Pod pod) {
        return String.join(
                " ",
                pod.getMetadata().getUid(),
                "restarted " + LivePods.restarts(pod),
                LivePods.isReady(pod) ? "ready" : "not ready",
                pod.getMetadata().getDeletionTimestamp() == null ? "stays" : "goes");
    }
}
