package io.meshconformance.harness.scene;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.browser.Browser;
import io.meshconformance.harness.client.OutsideClient;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.istio.PoliciesInForce;
import io.meshconformance.harness.kube.Manifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One scenario on the cluster: its namespace, its names and everything it applied. The harness sets it up, collects
 * evidence from it and takes it away; the scenario itself is given a {@link Handle} on a part of it. Names carry the
 * scenario's id and the run's, so that scenarios never meet.
 */
public final class Scene implements AutoCloseable {

    private final Environment environment;
    private final Scenario scenario;
    private final Names names;
    private final SceneHandles handles;
    private final SceneNamespace namespace;
    private final AppliedObjects objects;
    private final Barrier barrier;
    private final List<HasMetadata> reverted = new ArrayList<>();
    private boolean there;
    private boolean namespaceStays;

    /**
     * Names a scene; nothing is on the cluster before {@link #set}.
     *
     * @param environment the run's environment
     * @param scenario the scenario
     * @param play which play of it, from 1
     * @param traffic where expectations are recorded
     * @param door the client outside the cluster
     * @param pods the clients inside
     * @param browser the browser that a person would use
     */
    public Scene(
            Environment environment,
            Scenario scenario,
            int play,
            Traffic traffic,
            OutsideClient door,
            ClientPods pods,
            Browser browser) {
        this.environment = environment;
        this.scenario = scenario;
        this.names = Names.of(scenario.id(), environment.run().id(), play);
        this.handles = new SceneHandles(environment, scenario, names, traffic, door, pods, browser);
        this.namespace = handles.namespace();
        this.objects = handles.objects();
        this.barrier = handles.barrier();
    }

    /**
     * Makes the namespace, applies the scenario's manifests and waits for the Deployments among them.
     *
     * @throws io.meshconformance.run.EnvironmentBroken when a workload does not get ready
     */
    public void set() {
        there = true;
        environment.undoAtEnd(() -> takeAway(() -> {}));
        environment
                .applier()
                .apply(namespace.of(scenario.id(), environment.run().id()));
        objects.set(List.of(scenario.manifests()));
        environment.runningImages().hold(namespace());
    }

    /** Takes back what a check changed, whatever became of the check; does not wait until mesh and proxy go by it. */
    public void revert() {
        reverted.addAll(objects.revert());
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
        return Stream.concat(
                        objects.withdrawn().stream(),
                        new PoliciesInForce(namespace.client(), namespace()).read().stream())
                .toList();
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

    /**
     * Takes back everything that was applied, the namespace last, and waits until the mesh goes by it where others may meet
     * it. What cannot be taken back is tried again at the end of the run.
     */
    @Override
    public void close() {
        takeAway(barrier::awaitSidecars);
    }

    private void takeAway(Runnable inForce) {
        if (!there) {
            return;
        }
        boolean others = objects.removeElsewhere() || !reverted.stream().allMatch(namespace::has);
        try {
            if (others) {
                inForce.run();
            }
        } finally {
            if (!namespaceStays) {
                namespace.delete();
            }
            there = false;
        }
    }

    SceneHandles handles() {
        return handles;
    }
}
