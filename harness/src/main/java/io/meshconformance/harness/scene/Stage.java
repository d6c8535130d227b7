package io.meshconformance.harness.scene;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.PodClient;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.expect.EchoedHeaders;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.Jwt;
import io.meshconformance.harness.identity.TokenMint;
import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.istio.ConnectedSidecars;
import io.meshconformance.harness.istio.IngressGateway;
import io.meshconformance.harness.istio.Injection;
import io.meshconformance.harness.istio.PodLogs;
import io.meshconformance.harness.istio.PoliciesInForce;
import io.meshconformance.harness.istio.PortNames;
import io.meshconformance.harness.istio.RequestLogs;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.kube.Edit;
import io.meshconformance.harness.kube.LivePods;
import io.meshconformance.harness.kube.Manifest;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.harness.pomerium.IngressReports;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyKey;
import io.meshconformance.harness.wait.Timeouts;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What one scenario plays on. Its namespace carries the scenario's id and the run's, and so do its hosts, so that
 * scenarios never meet. Everything it applied outside its namespace is taken back when it is closed, the namespace last.
 */
public final class Stage implements AutoCloseable {

    private static final String CLUSTER_DOMAIN = ".svc.cluster.local";

    private final Environment environment;
    private final KubernetesClient client;
    private final Traffic traffic;
    private final Callers clients;
    private final TokenMint mint;
    private final Scenario scenario;
    private final Names names;
    private final String password;
    private final ManifestParameters parameters;
    private final AppliedObjects scenery;

    /**
     * Names a stage; nothing is there before {@link #set}.
     *
     * @param environment the run's environment
     * @param scenario what is played
     * @param play which play of it, from 1
     * @param traffic where expectations are recorded
     * @param clients the pods requests can be sent from
     * @param mint mints tokens of this scenario's own issuer
     */
    public Stage(
            Environment environment, Scenario scenario, int play, Traffic traffic, Callers clients, TokenMint mint) {
        this.environment = environment;
        this.client = environment.cluster().client();
        this.traffic = traffic;
        this.clients = clients;
        this.mint = mint;
        this.scenario = scenario;
        this.names = Names.of(scenario.id(), environment.run().id(), play);
        this.password =
                environment.secrets().register("password", UUID.randomUUID().toString());
        this.parameters =
                names.parameters(environment.manifestParameters(), mint.key().publicJwks(), password);
        this.scenery = new AppliedObjects(environment, names.namespace(), parameters);
    }

    /**
     * Makes the namespace, applies the scenario's manifests and waits for the Deployments among them.
     *
     * @throws io.meshconformance.run.EnvironmentBroken when a workload does not get ready
     */
    public void set() {
        scenery.set(scenario);
    }

    /** The host of the scenario's route. */
    public String host() {
        return names.route().host();
    }

    /** The host of the scenario's second route. */
    public String secondHost() {
        return names.secondRoute().host();
    }

    /** The URL of the scenario's route. */
    public String url() {
        return url("/");
    }

    /**
     * A URL on the scenario's route.
     *
     * @param path path and query
     */
    public String url(String path) {
        return names.route().url(path);
    }

    /** The URL of the scenario's second route. */
    public String secondUrl() {
        return secondUrl("/");
    }

    /**
     * A URL on the scenario's second route.
     *
     * @param path path and query
     */
    public String secondUrl(String path) {
        return names.secondRoute().url(path);
    }

    /**
     * One of several routes of the scenario; its host is {@code <label>-${host}} in manifests.
     *
     * @param label what tells it from the others
     */
    public Route route(String label) {
        return new Route(label + "-" + host());
    }

    /** What the cluster takes and serves. */
    public Definitions definitions() {
        return new Definitions(client, traffic, scenery::objects);
    }

    /** What the proxy says of this scenario's Ingresses. */
    public IngressReports ingressReports() {
        return new IngressReports(client, namespace(), traffic);
    }

    /**
     * A URL by which a workload's Service is reached inside the cluster, round the proxy.
     *
     * @param service the Service's name
     * @param path path and query
     */
    public String serviceUrl(String service, String path) {
        return "http://" + service + "." + namespace() + CLUSTER_DOMAIN + path;
    }

    /** The scenario's namespace. */
    public String namespace() {
        return names.namespace();
    }

    /** The issuer of the tokens that this scenario mints itself. */
    public String issuer() {
        return names.issuer();
    }

    /** The audience that the scenario's policies expect of its own tokens. */
    public String audience() {
        return names.audience();
    }

    /** A password of this scenario and this run, {@code ${password}} in its manifests. */
    public String password() {
        return password;
    }

    /** Mints tokens of this scenario's own issuer. */
    public TokenMint mint() {
        return mint;
    }

    /** A pod in the mesh. */
    public PodClient inside() {
        return clients.inside();
    }

    /** A pod without a sidecar. */
    public PodClient outside() {
        return clients.outside();
    }

    /** The scenario's own client, where its manifests bring one: a Deployment and container named {@code client}. */
    public PodClient client() {
        return clients.in().apply(namespace());
    }

    /**
     * A browser with which this user has signed in on the scenario's route.
     *
     * @param user who
     */
    public Session signedIn(User user) {
        return signedIn(user, names.route());
    }

    /**
     * A browser with which this user has signed in on a route, once the proxy served it.
     *
     * @param user who
     * @param route where
     */
    public Session signedIn(User user, Route route) {
        Session session = traffic.browser(user.subject());
        traffic.eventually(() -> traffic.anonymous().get(route.url()), Proxy.redirectsToSignIn());
        traffic.signedIn(session, user, route.url());
        return session;
    }

    /** The key set that the proxy publishes on the scenario's route. */
    public String publishedKeySet() {
        return traffic.anonymous().get(url(Proxy.KEY_SET_PATH)).body();
    }

    /**
     * The one assertion that the workload of a route says it was sent; a second beside it, such as a forged one, would be
     * as good as the first to whoever reads it, and fails.
     *
     * @param told what a workload answered that tells the headers it was sent
     * @return the assertion, verified against the proxy's published key set
     */
    public Jwt assertionAt(Exchange told) {
        traffic.expect(told, EchoedHeaders.once(Proxy.ASSERTION));
        Jwt assertion = Jwt.parse(EchoedHeaders.in(told).first(Proxy.ASSERTION));
        return traffic.shows("the assertion at the workload", assertion, assertion.verifiesAgainst(publishedKeySet()));
    }

    /**
     * Puts an annotation on an Ingress of this scenario.
     *
     * @param ingress its name
     * @param key the annotation
     * @param value its value
     */
    public void annotate(String ingress, String key, String value) {
        annotations(ingress, annotations -> annotations.put(key, value));
    }

    /**
     * Takes an annotation off an Ingress of this scenario.
     *
     * @param ingress its name
     * @param key the annotation
     */
    public void removeAnnotation(String ingress, String key) {
        annotations(ingress, annotations -> annotations.remove(key));
    }

    private void annotations(String ingress, Consumer<Map<String, String>> change) {
        Edit.of(client.network().v1().ingresses().inNamespace(namespace()).withName(ingress), object -> {
            change.accept(object.getMetadata().getAnnotations());
            return object;
        });
    }

    /**
     * A workload of this scenario.
     *
     * @param app its {@code app.kubernetes.io/name}
     */
    public Workload workload(String app) {
        return workload(namespace(), app);
    }

    /**
     * A workload anywhere.
     *
     * @param where its namespace
     * @param app its {@code app.kubernetes.io/name}
     */
    public Workload workload(String where, String app) {
        return new Workload(
                client, where, app, traffic, () -> inside().get("http://" + app + "." + where + CLUSTER_DOMAIN + "/"));
    }

    /**
     * Applies further manifests and waits for the Deployments among them.
     *
     * @param files paths below {@code manifests/scenarios/}
     */
    public void apply(String... files) {
        for (String file : files) {
            scenery.apply(file);
        }
    }

    /** How long applying, until what was applied is ready, has taken since the stage was set. */
    public Duration applying() {
        return scenery.applying();
    }

    /**
     * Takes back what a file put there and waits until it is gone.
     *
     * @param file path below {@code manifests/scenarios/}
     */
    public void remove(String file) {
        scenery.remove(file);
    }

    /** The mesh's ingress gateway. */
    public IngressGateway gateway() {
        return new IngressGateway(traffic.through(environment.gatewayDoors()), this::workload, parameters);
    }

    /** The proxy's signing key, to be replaced for a while by a scenario that runs alone. */
    public ProxyKey proxyKey() {
        ProxyKey key = new ProxyKey(client, environment.secrets());
        environment.undoAtEnd(key::close);
        return key;
    }

    /**
     * A Deployment of the platform, to be stopped, killed or changed for a while by a scenario that runs alone.
     *
     * @param where its namespace
     * @param deployment its name
     */
    public PlatformPart platformPart(String where, String deployment) {
        PlatformPart part = PlatformPart.of(scenario, client, where, deployment, traffic);
        environment.undoAtEnd(part::restore);
        return part;
    }

    /** The sidecars of the whole mesh, as the control plane sees them. */
    public ConnectedSidecars connectedSidecars() {
        return new ConnectedSidecars(client, traffic, environment.timeouts().exec());
    }

    /** What becomes of new pods in the scenario's namespace. */
    public Injection injection() {
        return new Injection(client, namespace(), traffic);
    }

    /** Which of the scenario's Services are judged at which depth by its policies. */
    public PortNames portNames() {
        return PortNames.in(client, namespace());
    }

    /**
     * What decides about the scenario's requests, as the API server has it: the proxy's routes and the mesh's policies,
     * those included that were taken back since {@link #forgetWithdrawn}.
     */
    public List<HasMetadata> evidentPolicies() {
        return Stream.concat(scenery.withdrawn().stream(), new PoliciesInForce(client, namespace()).read().stream())
                .toList();
    }

    /** Begins anew with what is taken back. */
    public void forgetWithdrawn() {
        scenery.forgetWithdrawn();
    }

    /** What has been applied so far. */
    public List<Manifest> applied() {
        return scenery.applied();
    }

    /**
     * What the scenario's workloads and their sidecars wrote about some requests.
     *
     * @param exchanges the requests
     */
    public RequestLogs logs(Collection<Exchange> exchanges) {
        if (exchanges.isEmpty()) {
            return RequestLogs.none();
        }
        return RequestLogs.merged(LivePods.in(client, namespace()).all().stream()
                .filter(pod -> pod.getMetadata().getLabels().containsKey("app.kubernetes.io/name"))
                .map(pod -> new PodLogs(client, pod).of(exchanges))
                .toList());
    }

    /** The run's limits. */
    public Timeouts timeouts() {
        return environment.timeouts();
    }

    /** From now on closing leaves the namespace and what is in it, for a person to look at. */
    public void leaveNamespace() {
        scenery.leaveNamespace();
    }

    @Override
    public void close() {
        scenery.close();
    }
}
