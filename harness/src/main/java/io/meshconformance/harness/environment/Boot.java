package io.meshconformance.harness.environment;

import io.meshconformance.harness.cluster.K3sCluster;
import io.meshconformance.harness.cluster.NodeInspection;
import io.meshconformance.harness.engine.Engine;
import io.meshconformance.harness.engine.Machine;
import io.meshconformance.harness.engine.StaleContainers;
import io.meshconformance.harness.foreign.RunProvider;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.harness.image.ImageArchive;
import io.meshconformance.harness.image.ImagePulls;
import io.meshconformance.harness.istio.Istio;
import io.meshconformance.harness.istio.IstioRendering;
import io.meshconformance.harness.kube.Completion;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.harness.outage.Watch;
import io.meshconformance.harness.wait.Timeouts;
import io.meshconformance.run.ProviderNames;
import io.meshconformance.run.RunLock;
import io.meshconformance.run.Settings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Boots a node of its own and installs the platform on it. */
final class Boot {

    private final Provisioner with;
    private final Settings settings;
    private final PrintStream out;
    private final CleanupStack undoing;
    private final Timeouts timeouts;
    private final BootLog log;
    private final MintedSecrets secrets;
    private final ExecutorService executor;
    private final Watch watch;

    Boot(Provisioner with) {
        this.with = with;
        this.settings = with.settings();
        this.out = with.out();
        this.undoing = with.undoing();
        this.timeouts = with.timeouts();
        this.log = with.log();
        this.secrets = with.secrets();
        this.executor = with.executor();
        this.watch = with.watch();
    }

    Environment open() {
        RunIdentity run = with.begun();
        Preflight.Ready ready = log.stage(
                "preflight",
                () -> with.preflight(settings.provider())
                        .beforePulls()
                        .look(settings.images(), settings.imageOverrides()));
        RunProvider provider = RunProvider.find(settings.provider(), timeouts, secrets);
        ready.engine().lend();
        undoing.add(RunLock.take(settings.cache())::close);
        KeptNode kept = new KeptNode(settings.cache());
        boolean mayStay = settings.keep() || settings.keepFailed();
        if (mayStay) {
            kept.forget();
        }
        new StaleContainers(Machine.here(), ready.engine(), settings.cache())
                .sweep(!kept.isRemembered(), what -> log.step("preflight", what));
        Credentials credentials = Credentials.mint(secrets);
        ManifestParameters parameters = provider.parameters(Provisioner.parameters(ready.catalogue(), credentials));
        Path archives = settings.cache().resolve("mounts").resolve(run.id());
        var stays = new AtomicBoolean();
        undoing.add(() -> {
            if (!stays.get()) {
                StaleContainers.delete(archives);
            }
        });
        log.stage("images", () -> gather(ready, archives));
        Map<String, String> labels = Engine.labels(run.id(), settings.cache());
        CompletableFuture<Istio> istio = CompletableFuture.supplyAsync(
                () -> log.stage(
                        "istio rendering",
                        () -> new IstioRendering(
                                        ready.engine(),
                                        ready.catalogue(),
                                        settings.cache(),
                                        labels,
                                        timeouts.istioReady())
                                .render(parameters)),
                executor);
        K3sCluster cluster = K3sCluster.of(ready.engine(), ready.catalogue(), archives, labels, mayStay);
        undoing.add(cluster::close);
        watch.parts().node(ready.engine().api(), cluster::started, timeouts.partAnswer());
        undoing.add(watch::close);
        watch.start();
        log.stage("node", () -> cluster.start(timeouts.nodeReady()));
        Runnable stay = () -> {
            if (stays.compareAndSet(false, true)) {
                kept.remember(new KeptNode.Memory(
                        run.id(),
                        cluster.host(),
                        cluster.ports(),
                        cluster.kubeconfig(),
                        catalogue(ready),
                        settings.imageOverrides(),
                        ProviderNames.absolute(settings.provider()),
                        ids(ready),
                        parameters,
                        secrets.all()));
                cluster.stay();
                out.println("The node stays: --reuse takes it, docker rm -f -v " + cluster.id() + " removes it.");
            }
        };
        Environment environment = with.environment(
                settings,
                run,
                ready,
                provider,
                parameters,
                credentials.authority().trustStore(),
                cluster,
                new KeptForInspection(stay, kept.kubeconfig(), out));
        ClusterWatch watched = ClusterWatch.of(cluster, watch, timeouts, undoing, stays::get);
        NodeInspection look = new NodeInspection(cluster, timeouts);
        log.stage("node ready", () -> {
            environment.readiness().awaitNode();
            with.clock(cluster).check();
        });
        Platform platform =
                new Platform(cluster.client(), environment.applier(), environment.readiness(), executor, log, timeouts);
        Optional<String> inside = Optional.of(settings.provider()).filter(name -> provider.isInstalled());
        CompletableFuture<?> installed =
                CompletableFuture.runAsync(() -> platform.install(istio, inside, parameters), executor);
        // Beside the components: a kubelet reads its images every 30 s only, and k3s sets its bridge right at the first
        // pod, without which no component would ever be ready.
        look.images(ready.catalogue().imported());
        look.bridge();
        Completion.join(installed);
        environment.runningImages().holdAll(Provisioner.images(ready.engine().startedBy(run.id())));
        watched.pods(provider.isInstalled());
        log.remember();
        if (settings.keep()) {
            stay.run();
        }
        return environment;
    }

    /** The catalogue as it can be asked for again, also from another folder. */
    private String catalogue(Preflight.Ready ready) {
        String name = ready.catalogue().name();
        return settings.images().equals("auto") || settings.images().equals(name)
                ? name
                : Path.of(settings.images()).toAbsolutePath().toString();
    }

    private static Map<String, String> ids(Preflight.Ready ready) {
        var ids = new TreeMap<String, String>();
        for (Catalogue.Image image : ready.catalogue().images().values()) {
            ready.engine().imageId(image.image()).ifPresent(id -> ids.put(image.image(), id));
        }
        return ids;
    }

    private void gather(Preflight.Ready ready, Path archives) {
        Consumer<String> told = what -> log.step("images", what);
        new ImagePulls(ready.engine(), timeouts, told)
                .fetch(ready.catalogue().images().values().stream()
                        .map(Catalogue.Image::image)
                        .toList());
        new ImageArchive(ready.engine(), settings.cache())
                .gather(ready.catalogue().imported(), archives, told);
    }
}
