package io.meshconformance.harness.stage;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.cluster.Engine;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.evidence.RequestLogs;
import io.meshconformance.harness.identity.Assertion;
import io.meshconformance.harness.identity.TokenMint;
import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.kube.Manifest;
import io.meshconformance.harness.platform.Addresses;
import io.meshconformance.harness.scenario.Scenario;
import io.meshconformance.harness.traffic.Exchange;
import io.meshconformance.harness.traffic.PodClient;
import io.meshconformance.harness.traffic.Proxy;
import io.meshconformance.harness.traffic.Session;
import io.meshconformance.harness.traffic.Traffic;
import io.meshconformance.harness.wait.Timeouts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What one scenario plays on. Its namespace carries the scenario's id and the run's, and so do its hosts, so that
 * scenarios never meet. Everything it applied outside its namespace is taken back when it is closed, the namespace last.
 */
public final class Stage implements AutoCloseable {

    private static final String SCENARIO_LABEL = "io.meshconformance.scenario";

    private final Environment environment;
    private final KubernetesClient client;
    private final Traffic traffic;
    private final Clients clients;
    private final TokenMint mint;
    private final Scenario scenario;
    private final String namespace;
    private final Map<String, String> parameters;
    private final List<Manifest> applied = new ArrayList<>();
    private final Deque<HasMetadata> elsewhere = new ArrayDeque<>();

    /**
     * Names a stage; nothing is there before {@link #set}.
     *
     * @param environment the run's environment
     * @param scenario what is played
     * @param traffic where expectations are recorded
     * @param clients the pods requests can be sent from
     * @param mint mints tokens of this scenario's own issuer
     */
    public Stage(Environment environment, Scenario scenario, Traffic traffic, Clients clients, TokenMint mint) {
        this.environment = environment;
        this.client = environment.cluster().client();
        this.traffic = traffic;
        this.clients = clients;
        this.mint = mint;
        String stem =
                scenario.id().toLowerCase(Locale.ROOT) + "-" + environment.run().id();
        this.namespace = stem;
        this.parameters = parameters(stem);
        this.scenario = scenario;
    }

    /**
     * Makes the namespace, applies the scenario's manifests and waits for the Deployments among them.
     *
     * @throws io.meshconformance.harness.scenario.EnvironmentBroken when a workload does not get ready
     */
    public void set() {
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

    private Map<String, String> parameters(String stem) {
        var all = new HashMap<>(environment.manifestParameters());
        all.put("namespace", namespace);
        all.put("host", stem + "." + Addresses.DOMAIN);
        all.put("host.second", stem + "-second." + Addresses.DOMAIN);
        all.put("issuer", issuer());
        all.put("audience", audience());
        all.put("jwks", mint.key().publicJwks());
        return Map.copyOf(all);
    }

    /** The host of the scenario's route. */
    public String host() {
        return Objects.requireNonNull(parameters.get("host"), "host");
    }

    /** The host of the scenario's second route. */
    public String secondHost() {
        return Objects.requireNonNull(parameters.get("host.second"), "host.second");
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
        return "https://" + host() + path;
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
        return "https://" + secondHost() + path;
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
        return new Definitions(client, traffic, file -> placed(Manifest.load("scenarios/" + file, parameters)));
    }

    /** What the proxy says of this scenario's Ingresses. */
    public IngressReports ingressReports() {
        return new IngressReports(client, namespace, traffic, environment.timeouts());
    }

    /**
     * A URL by which a workload's Service is reached inside the cluster, round the proxy.
     *
     * @param service the Service's name
     * @param path path and query
     */
    public String serviceUrl(String service, String path) {
        return "http://" + service + "." + namespace + ".svc.cluster.local" + path;
    }

    /** The scenario's namespace. */
    public String namespace() {
        return namespace;
    }

    /** The issuer of the tokens that this scenario mints itself. */
    public String issuer() {
        return "https://issuer." + namespace + ".test";
    }

    /** The audience that the scenario's policies expect of its own tokens. */
    public String audience() {
        return namespace + ".test";
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
        return clients.in().apply(namespace);
    }

    /**
     * A browser with which this user has signed in on the scenario's route.
     *
     * @param user who
     */
    public Session signedIn(User user) {
        Session session = traffic.browser(user.subject());
        signIn(session, user);
        return session;
    }

    /**
     * Signs in on the scenario's route, once the proxy serves it.
     *
     * @param session the browser
     * @param user who
     */
    public void signIn(Session session, User user) {
        traffic.eventually(() -> traffic.anonymous().get(url()), Proxy.redirectsToSignIn());
        traffic.signedIn(session, user, url());
    }

    /** The key set that the proxy publishes on the scenario's route. */
    public String publishedKeySet() {
        return traffic.anonymous().get(url(Proxy.KEY_SET_PATH)).body();
    }

    /**
     * The assertion that the workload of a route says it was sent.
     *
     * @param told what a workload answered that tells the headers it was sent
     * @return the assertion, verified against the proxy's published key set
     */
    public Assertion assertionAt(Exchange told) {
        Assertion assertion = Assertion.parse(EchoedHeaders.in(told).first(Proxy.ASSERTION));
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
        client.network()
                .v1()
                .ingresses()
                .inNamespace(namespace)
                .withName(ingress)
                .edit(object -> {
                    object.getMetadata().getAnnotations().put(key, value);
                    return object;
                });
    }

    /**
     * Takes an annotation off an Ingress of this scenario.
     *
     * @param ingress its name
     * @param key the annotation
     */
    public void removeAnnotation(String ingress, String key) {
        client.network()
                .v1()
                .ingresses()
                .inNamespace(namespace)
                .withName(ingress)
                .edit(object -> {
                    object.getMetadata().getAnnotations().remove(key);
                    return object;
                });
    }

    /**
     * A workload of this scenario.
     *
     * @param app its {@code app.kubernetes.io/name}
     */
    public Workload workload(String app) {
        return workload(namespace, app);
    }

    /**
     * A workload anywhere.
     *
     * @param where its namespace
     * @param app its {@code app.kubernetes.io/name}
     */
    public Workload workload(String where, String app) {
        return new Workload(client, where, app, traffic, environment.timeouts());
    }

    /**
     * Applies further manifests and waits for the Deployments among them.
     *
     * @param files paths below {@code manifests/scenarios/}
     */
    public void apply(String... files) {
        for (String file : files) {
            environment.readiness().awaitDeployments(put(file).objects());
        }
    }

    private Manifest put(String file) {
        Manifest manifest = Manifest.load("scenarios/" + file, parameters);
        environment.applier().applyIn(manifest.objects(), namespace);
        applied.add(manifest);
        manifest.objects().stream()
                .filter(object -> !namespace.equals(object.getMetadata().getNamespace()))
                .forEach(elsewhere::push);
        return manifest;
    }

    /**
     * Takes back what a file put there and waits until it is gone.
     *
     * @param file path below {@code manifests/scenarios/}
     */
    public void remove(String file) {
        for (HasMetadata object : placed(Manifest.load("scenarios/" + file, parameters))) {
            environment.applier().delete(object);
            elsewhere.removeIf(other ->
                    other.getMetadata().getName().equals(object.getMetadata().getName())
                            && other.getKind().equals(object.getKind()));
        }
    }

    private Collection<HasMetadata> placed(Manifest manifest) {
        for (HasMetadata object : manifest.objects()) {
            if (object.getMetadata().getNamespace() == null) {
                object.getMetadata().setNamespace(namespace);
            }
        }
        return manifest.objects();
    }

    /** The proxy's signing key, to be replaced for a while by a scenario that runs alone. */
    public ProxyKey proxyKey() {
        return new ProxyKey(client, environment.secrets());
    }

    /** Which of the scenario's Services are judged at which depth by its policies. */
    public PortNames portNames() {
        return PortNames.in(client, namespace);
    }

    /** What has been applied so far. */
    public List<Manifest> applied() {
        return List.copyOf(applied);
    }

    /**
     * What the scenario's workloads and their sidecars wrote about some requests.
     *
     * @param ids the requests' ids
     */
    public RequestLogs logs(Set<String> ids) {
        return RequestLogs.merged(client.apps().deployments().inNamespace(namespace).list().getItems().stream()
                .map(deployment ->
                        deployment.getSpec().getTemplate().getMetadata().getLabels())
                .map(labels -> labels.get("app.kubernetes.io/name"))
                .filter(Objects::nonNull)
                .map(app -> workload(app).logs(ids))
                .toList());
    }

    /** The run's limits. */
    public Timeouts timeouts() {
        return environment.timeouts();
    }

    @Override
    public void close() {
        while (!elsewhere.isEmpty()) {
            client.resource(elsewhere.pop()).delete();
        }
        client.namespaces().withName(namespace).delete();
    }
}
