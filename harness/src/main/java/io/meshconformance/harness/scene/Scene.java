package io.meshconformance.harness.scene;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.istio.PoliciesInForce;
import io.meshconformance.harness.kube.Manifest;
import io.meshconformance.harness.stage.Stage;
import io.meshconformance.harness.stage.StageNamespace;
import io.meshconformance.harness.stage.Stages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * One scenario on the cluster: the stage it plays on, its names and everything it applied. The harness sets it up, collects
 * evidence from it and takes it away; the scenario itself is given a {@link Handle} on a part of it. Names carry the
 * scenario's id and the run's, so that scenarios never meet.
 */
public final class Scene implements AutoCloseable {

    private final Environment environment;
    private final Stages stages;
    private final Stage stage;
    private final Scenario scenario;
    private final Names names;
    private final String follows;
    private final SceneHandles handles;
    private final StageNamespace namespace;
    private final AppliedObjects objects;
    private final Barrier barrier;
    private final List<HasMetadata> reverted = new ArrayList<>();
    private boolean there;
    private boolean usable = true;
    private boolean namespaceStays;

    /**
     * Names a scene and lends it a stage; nothing of its own is on the cluster before {@link #set}.
     *
     * @param environment the run's environment
     * @param stages the run's stages
     * @param scenario the scenario
     * @param play which play of it, from 1
     * @param traffic where expectations are recorded
     * @param clients its clients
     */
    public Scene(
            Environment environment, Stages stages, Scenario scenario, int play, Traffic traffic, Clients clients) {
        this.environment = environment;
        this.scenario = scenario;
        Names own = Names.of(scenario.id(), environment.run().id(), play);
        this.stages = stages;
        this.stage = stages.lend(scenario, own.namespace());
        this.follows = stage.leftBy();
        this.names = own.in(stage.namespace().name());
        this.handles = new SceneHandles(environment, scenario, stage, names, traffic, clients);
        this.namespace = handles.namespace();
        this.objects = handles.objects();
        this.barrier = handles.barrier();
    }

    /**
     * Makes the namespace, applies the scenario's manifests and waits for the Deployments among them. On a stage that an
     * earlier scenario left it waits until the sidecars go by them: a pod that starts has them from its first request on.
     *
     * @throws io.meshconformance.run.EnvironmentBroken when a workload does not get ready
     */
    public void set() {
        there = true;
        environment.undoAtEnd(() -> takeAway(() -> {}, () -> false));
        List<String> files = List.of(scenario.manifests());
        if (stage.isBuilt()) {
            objects.found(files.get(0));
            objects.set(files.subList(1, files.size()));
            barrier.awaitSidecars();
        } else {
            environment
                    .applier()
                    .apply(namespace.of(scenario.id(), environment.run().id()));
            objects.set(files);
            if (stages.hasNext(scenario)) {
                stage.built(objects.objects(files.get(0)));
            }
        }
        environment.runningImages().hold(namespace());
    }

    /** Takes back what a check changed, whatever became of the check; does not wait until mesh and proxy go by it. */
    public void revert() {
        reverted.addAll(objects.revert());
    }

    /** Whether the check under way applied, removed or edited anything. */
    public boolean isChanged() {
        return objects.isChanged();
    }

    /** Waits until mesh and proxy go by what was taken back, if anything was. */
    public void awaitReverted() {
        if (!reverted.isEmpty()) {
            barrier.await(reverted, objects.ofScene());
            reverted.clear();
        }
    }

    /** The scenario's namespace. */
    public String namespace() {
        return names.namespace();
    }

    /** The id of the scenario that played on its stage before; empty where none did. */
    public String follows() {
        return follows;
    }

    /** The hosts of its two routes. */
    public List<String> hosts() {
        return List.of(names.route().host(), names.secondRoute().host());
    }

    /** The issuer of its own tokens. */
    public TokenIssuer tokens() {
        return handles.tokens();
    }

    /** What has been applied so far. */
    public List<Manifest> applied() {
        return objects.applied();
    }

    /** How long applying, until what was applied is ready, has taken since the scene was set. */
    public Duration applying() {
        return objects.applying();
    }

    /**
     * What decides about the scenario's requests, as the API server has it: the proxy's routes and the mesh's policies,
     * those included that the check under way removed.
     */
    public List<HasMetadata> evidentPolicies() {
        List<HasMetadata> policies = new ArrayList<>(objects.withdrawn());
        policies.addAll(new PoliciesInForce(namespace.client(), namespace()).read());
        return policies;
    }

    /** Its workloads and their logs. */
    public Workloads workloads() {
        return handles.workloads();
    }

    /** From now on closing leaves the namespace and what is in it, marked so, for a person to look at. */
    public void leaveNamespace() {
        namespaceStays = true;
        namespace.markFailed();
    }

    /** From now on no other scenario is given its stage: something went wrong on it. */
    public void spoil() {
        usable = false;
    }

    /**
     * Takes back everything that was applied, and waits until the mesh goes by it where others may meet it. The stage is
     * kept for the next scenario, or goes. What cannot be taken back is tried again at the end of the run.
     */
    @Override
    public void close() {
        takeAway(barrier::awaitSidecars, this::isLeft);
    }

    private void takeAway(Runnable inForce, BooleanSupplier left) {
        if (!there) {
            return;
        }
        boolean others = objects.removeElsewhere() || !reverted.stream().allMatch(namespace::has);
        boolean stays = namespaceStays;
        try {
            if (others) {
                inForce.run();
            }
            stays = stays || left.getAsBoolean();
        } finally {
            if (!stays) {
                namespace.delete();
            }
            there = false;
        }
    }

    private boolean isLeft() {
        return usable && stages.giveBack(stage, scenario, () -> objects.removeAllBut(scenario.manifests()[0]));
    }

    SceneHandles handles() {
        return handles;
    }
}
