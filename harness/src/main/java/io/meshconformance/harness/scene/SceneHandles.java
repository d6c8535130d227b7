package io.meshconformance.harness.scene;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.browser.Browser;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.identity.SigningKey;
import io.meshconformance.harness.identity.TokenMint;
import io.meshconformance.harness.istio.AwaitedSecrets;
import io.meshconformance.harness.istio.IngressGateway;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.kube.ManifestParameter;
import io.meshconformance.harness.oidc.Issuer;
import io.meshconformance.harness.pomerium.IngressReports;
import io.meshconformance.harness.pomerium.ProxyControls;
import io.meshconformance.harness.stage.Stage;
import io.meshconformance.harness.stage.StageNamespace;
import java.util.UUID;

/** What a scenario can drive its scene with: a {@link Handle} names a kind, and these are the things themselves. */
final class SceneHandles {

    private final Environment environment;
    private final Names names;
    private final StageNamespace namespace;
    private final Traffic traffic;
    private final Clients clients;
    private final TokenIssuer tokens;
    private final Callers callers;
    private final AppliedObjects objects;
    private final Barrier barrier;
    private final String password;

    /**
     * Makes what is made once for a scene; nothing comes onto the cluster by it.
     *
     * @param environment the run's environment
     * @param scenario the scenario
     * @param stage where the scenario plays
     * @param names the scene's names
     * @param traffic where expectations are recorded
     * @param clients its clients
     */
    SceneHandles(
            Environment environment, Scenario scenario, Stage stage, Names names, Traffic traffic, Clients clients) {
        this.environment = environment;
        this.names = names;
        this.namespace = stage.namespace();
        this.traffic = traffic;
        this.clients = clients;
        var secrets = environment.secrets();
        this.tokens = new TokenIssuer(
                names.issuer(),
                names.audience(),
                new TokenMint(SigningKey.named(scenario.tokens(), secrets), secrets),
                new TokenMint(SigningKey.named(scenario.tokens(), secrets), secrets));
        this.callers = new Callers(clients.outside(), clients.pods(), names, traffic);
        this.password = secrets.register("password", UUID.randomUUID().toString());
        this.objects = new AppliedObjects(
                namespace,
                environment.applier(),
                environment.readiness(),
                names.parameters(environment.manifestParameters(), tokens, password));
        this.barrier = new Barrier(
                environment.applier(),
                stage.marker(),
                traffic,
                names.route(),
                url -> callers.anonymous().get(url));
    }

    Environment environment() {
        return environment;
    }

    KubernetesClient client() {
        return namespace.client();
    }

    StageNamespace namespace() {
        return namespace;
    }

    AppliedObjects objects() {
        return objects;
    }

    Barrier barrier() {
        return barrier;
    }

    TokenIssuer tokens() {
        return tokens;
    }

    Workloads workloads() {
        return new Workloads(client(), namespace.name(), traffic, callers);
    }

    Traffic traffic() {
        return traffic;
    }

    Browser browser() {
        return clients.browser();
    }

    Route route(String name) {
        return name.isEmpty() ? names.route() : names.secondRoute();
    }

    Callers callers() {
        return callers;
    }

    Manifests manifests() {
        return new Manifests(objects, barrier, namespace.name(), password);
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

    Issuer issuer() {
        return new Issuer(environment.manifestParameters().value(ManifestParameter.PROVIDER_ISSUER));
    }

    ProgramTokens programTokens() {
        return new ProgramTokens(callers, traffic, issuer(), environment.manifestParameters());
    }

    ProxyControls proxy() {
        return new ProxyControls(
                new IngressReports(client(), namespace.name(), traffic),
                (ingress, change) -> objects.edit("Ingress", ingress, change),
                traffic,
                path -> callers.anonymous().get(names.route().url(path)));
    }

    IngressGateway gateway() {
        return new IngressGateway(
                clients.outside().through(environment.gatewayAddresses()),
                workloads()::in,
                itself -> AwaitedSecrets.of(
                        itself, client(), traffic, environment.timeouts().exec()),
                environment.manifestParameters());
    }
}
