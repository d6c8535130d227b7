package io.meshconformance.harness.scene;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.browser.Browser;
import io.meshconformance.harness.client.OutsideClient;
import io.meshconformance.harness.engine.Engine;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.identity.SigningKey;
import io.meshconformance.harness.identity.TokenMint;
import io.meshconformance.harness.istio.IngressGateway;
import io.meshconformance.harness.istio.Injection;
import io.meshconformance.harness.istio.PoliciesInForce;
import io.meshconformance.harness.istio.SidecarMarker;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.kube.Edit;
import io.meshconformance.harness.kube.Manifest;
import io.meshconformance.harness.pomerium.IngressReports;
import io.meshconformance.harness.pomerium.ProxyControls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One scenario on the cluster: its namespace, its names and everything it applied. The harness sets it up, collects
 * evidence from it and takes it away; the scenario itself is given a {@link Handle} on a part of it. Names carry the
 * scenario's id and the run's, so that scenarios never meet.
 */
public final class Scene implements AutoCloseable {

    private static final String SCENARIO_LABEL = "io.meshconformance.scenario";
    private static final String FAILED_LABEL = "io.meshconformance.failed";

    private final Environment environment;
    private final Scenario scenario;
    private final Names names;
    private final Traffic traffic;
    private final Browser browser;
    private final OutsideClient door;
    private final TokenIssuer tokens;
    private final Callers callers;
    private final AppliedObjects objects;
    private final Barrier barrier;
    private final String password;
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
        this.traffic = traffic;
        this.browser = browser;
        this.door = door;
        var secrets = environment.secrets();
        this.tokens = new TokenIssuer(
                names.issuer(), names.audience(), new TokenMint(SigningKey.named(scenario.tokens(), secrets), secrets));
        this.callers = new Callers(door, pods, names, traffic);
        this.password = secrets.register("password", UUID.randomUUID().toString());
        this.objects = new AppliedObjects(
                client(),
                environment.applier(),
                environment.readiness(),
                names.namespace(),
                names.parameters(environment.manifestParameters(), tokens.keySet(), password));
        this.barrier = new Barrier(
                environment.applier(),
                SidecarMarker.in(
                        client(),
                        environment.applier(),
                        names.namespace(),
                        environment.timeouts().exec()),
                traffic,
                names.route(),
                url -> callers.anonymous().get(url));
    }

    /**
     * Makes the namespace, applies the scenario's manifests and waits for the Deployments among them.
     *
     * @throws io.meshconformance.run.EnvironmentBroken when a workload does not get ready
     */
    public void set() {
        there = true;
        environment.undoAtEnd(this::takeAway);
        environment
                .applier()
                .apply(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace())
                        .addToLabels(Injection.NAMESPACE_LABEL, "enabled")
                        .addToLabels(Engine.RUN_LABEL, environment.run().id())
                        .addToLabels(SCENARIO_LABEL, scenario.id())
                        .endMetadata()
                        .build());
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
        return tokens;
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
        return Stream.concat(objects.withdrawn().stream(), new PoliciesInForce(client(), namespace()).read().stream())
                .toList();
    }

    /** Its workloads and their logs. */
    public Workloads workloads() {
        return new Workloads(client(), namespace(), traffic, callers);
    }

    /** From now on closing leaves the namespace and what is in it, marked so, for a person to look at. */
    public void leaveNamespace() {
        namespaceStays = true;
        Edit.of(client().namespaces().withName(namespace()), object -> {
            object.getMetadata().getLabels().put(FAILED_LABEL, "true");
            return object;
        });
    }

    /** Takes back everything that was applied, and waits until the mesh goes by it where others may meet it. */
    @Override
    public void close() {
        try {
            boolean others = objects.removeElsewhere()
                    || reverted.stream()
                            .anyMatch(object ->
                                    !namespace().equals(object.getMetadata().getNamespace()));
            if (there && others) {
                barrier.awaitSidecars();
            }
        } finally {
            takeAway();
        }
    }

    /** Takes back everything that was applied, the namespace last; what it cannot take back it tries again the next time. */
    private void takeAway() {
        if (there) {
            objects.removeElsewhere();
            if (!namespaceStays) {
                deleteNamespace();
            }
            there = false;
        }
    }

    private void deleteNamespace() {
        try {
            client().namespaces().withName(namespace()).delete();
        } catch (KubernetesClientException e) {
            throw objects.left(List.of(e));
        }
    }

    Environment environment() {
        return environment;
    }

    KubernetesClient client() {
        return environment.cluster().client();
    }

    Traffic traffic() {
        return traffic;
    }

    Browser browser() {
        return browser;
    }

    Route route(String name) {
        return name.isEmpty() ? names.route() : names.secondRoute();
    }

    Callers callers() {
        return callers;
    }

    Manifests manifests() {
        return new Manifests(objects, barrier, namespace(), password);
    }

    Definitions definitions() {
        return new Definitions(client(), traffic, objects::objects);
    }

    Workload workload(String app) {
        return workloads().own(app);
    }

    Target target(String app) {
        return new Target(workload(app), callers, manifests(), traffic);
    }

    ProxyControls proxy() {
        return new ProxyControls(
                new IngressReports(client(), namespace(), traffic),
                (ingress, change) -> objects.edit("Ingress", ingress, change),
                traffic,
                path -> callers.anonymous().get(names.route().url(path)));
    }

    IngressGateway gateway() {
        return new IngressGateway(
                door.through(environment.gatewayAddresses()), workloads()::in, environment.manifestParameters());
    }
}
