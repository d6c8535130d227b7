package io.meshconformance.harness.environment;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.istio.Istio;
import io.meshconformance.harness.istio.MeshAcceptance;
import io.meshconformance.harness.kube.Applier;
import io.meshconformance.harness.kube.Completion;
import io.meshconformance.harness.kube.Component;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.harness.kube.Readiness;
import io.meshconformance.harness.pomerium.SharedSettings;
import io.meshconformance.harness.wait.Timeouts;
import io.meshconformance.run.EnvironmentBroken;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Puts the components on an empty node, in two waves: what needs nothing, and what needs the mesh's control plane, be it
 * for injection or for its listeners.
 */
public final class Platform {

    private static final String INJECTOR = "istio-sidecar-injector";

    private final KubernetesClient client;
    private final Applier applier;
    private final Readiness readiness;
    private final Executor executor;
    private final BootLog log;
    private final Timeouts timeouts;

    /**
     * Creates the installer.
     *
     * @param client the run's client
     * @param applier applies
     * @param readiness waits
     * @param executor carries what goes side by side
     * @param log told of each component
     * @param timeouts the run's limits
     */
    public Platform(
            KubernetesClient client,
            Applier applier,
            Readiness readiness,
            Executor executor,
            BootLog log,
            Timeouts timeouts) {
        this.client = client;
        this.applier = applier;
        this.readiness = readiness;
        this.executor = executor;
        this.log = log;
        this.timeouts = timeouts;
    }

    /**
     * Installs all components and waits until the mesh has accepted its configuration.
     *
     * @param istio as rendered, which may still be under way
     * @param provider the name of the identity provider that is installed; empty where it is outside
     * @param parameters what manifests can name
     */
    public void install(CompletableFuture<Istio> istio, Optional<String> provider, ManifestParameters parameters) {
        CompletableFuture<?> names = begin(Component.of("names", parameters, "dns/dns.yaml"));
        CompletableFuture<?> identities = provider.<CompletableFuture<?>>map(name -> begin(Component.of(
                        "identity provider",
                        parameters,
                        "identity-provider/service.yaml",
                        "identity-provider/" + name + ".yaml")))
                .orElseGet(() -> CompletableFuture.completedFuture(true));
        CompletableFuture<?> definitions =
                begin(Component.of("proxy definitions", parameters, "proxy/definitions.yaml"));
        CompletableFuture<Istio> mesh = istio.thenApplyAsync(
                rendered -> {
                    log.stage(rendered.controlPlane().name(), () -> {
                        rendered.controlPlane().install(applier, readiness);
                        readiness.awaitWebhook(INJECTOR);
                    });
                    return rendered;
                },
                executor);
        CompletableFuture<?> gateway = begin(Completion.join(mesh).gateway());
        CompletableFuture<?> connections = begin(Component.of("connections", parameters, "istio/connections.yaml"));
        Completion.join(definitions);
        CompletableFuture<?> proxy = CompletableFuture.runAsync(() -> installProxy(parameters), executor);
        CompletableFuture<?> clients = begin(Component.of("clients", parameters, "clients/clients.yaml"));
        Completion.joinAll(List.of(names, identities, connections, proxy, clients, gateway));
        log.stage("mesh accepts", () -> new MeshAcceptance(client, timeouts.exec()).require());
    }

    /** A proxy whose controller refuses the settings never gets ready; the controller says why, and its pods do not. */
    private void installProxy(ManifestParameters parameters) {
        Component proxy = Component.of("proxy", parameters, "proxy/proxy.yaml");
        try {
            install(proxy);
        } catch (EnvironmentBroken e) {
            throw SharedSettings.refusal(client)
                    .map(error -> new EnvironmentBroken(
                            "the proxy's controller refuses its settings: " + error + "\n" + e.getMessage(),
                            "correct what it names in manifests/platform/proxy/proxy.yaml, or judge a proxy that takes"
                                    + " these settings",
                            e))
                    .orElse(e);
        }
    }

    private CompletableFuture<?> begin(Component component) {
        return CompletableFuture.runAsync(() -> install(component), executor);
    }

    private void install(Component component) {
        log.stage(component.name(), () -> component.install(applier, readiness));
    }
}
