package io.meshconformance.harness.scene;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.browser.Browser;
import io.meshconformance.harness.client.OutsideClient;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.identity.SigningKey;
import io.meshconformance.harness.identity.TokenMint;
import io.meshconformance.harness.istio.IngressGateway;
import io.meshconformance.harness.istio.PoliciesInForce;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.kube.Manifest;
import io.meshconformance.harness.pomerium.ProxyControls;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
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
    private final Traffic traffic;
    private final Browser browser;
    private final OutsideClient door;
    private final TokenIssuer tokens;
    private final Callers callers;
    private final AppliedObjects objects;
    private final String password;

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
                environment,
                names.namespace(),
                names.parameters(environment.manifestParameters(), tokens.keySet(), password));
    }

    /**
     * Makes the namespace, applies the scenario's manifests and waits for the Deployments among them.
     *
     * @throws io.meshconformance.run.EnvironmentBroken when a workload does not get ready
     */
    public void set() {
        objects.set(scenario);
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
     * those included that were taken back since {@link #forgetWithdrawn}.
     */
    public List<HasMetadata> evidentPolicies() {
        return Stream.concat(objects.withdrawn().stream(), new PoliciesInForce(client(), namespace()).read().stream())
                .toList();
    }

    /** Begins anew with what is taken back. */
    public void forgetWithdrawn() {
        objects.forgetWithdrawn();
    }

    /** Its workloads and their logs. */
    public Workloads workloads() {
        return new Workloads(client(), namespace(), traffic, callers);
    }

    /** From now on closing leaves the namespace and what is in it, for a person to look at. */
    public void leaveNamespace() {
        objects.leaveNamespace();
    }

    /** Takes back everything that was applied, the namespace last. */
    @Override
    public void close() {
        objects.close();
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
        return new Manifests(objects, namespace(), password);
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
                client(),
                namespace(),
                traffic,
                path -> callers.anonymous().get(names.route().url(path)));
    }

    IngressGateway gateway() {
        return new IngressGateway(
                door.through(environment.gatewayDoors()), workloads()::in, environment.manifestParameters());
    }
}
