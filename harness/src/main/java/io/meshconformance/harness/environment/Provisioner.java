package io.meshconformance.harness.environment;

import com.github.dockerjava.api.model.Container;
import io.meshconformance.harness.cluster.AttachedCluster;
import io.meshconformance.harness.cluster.Cluster;
import io.meshconformance.harness.engine.EngineClock;
import io.meshconformance.harness.engine.Machine;
import io.meshconformance.harness.foreign.ProviderParameters;
import io.meshconformance.harness.foreign.RunProvider;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.harness.istio.GatewayCertificate;
import io.meshconformance.harness.kube.Applier;
import io.meshconformance.harness.kube.ManifestParameter;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.harness.kube.Readiness;
import io.meshconformance.harness.kube.ResidentShells;
import io.meshconformance.harness.outage.Outage;
import io.meshconformance.harness.outage.Watch;
import io.meshconformance.harness.pomerium.ProxyAddresses;
import io.meshconformance.harness.wait.Timeouts;
import io.meshconformance.run.RunLock;
import io.meshconformance.run.Settings;
import java.io.PrintStream;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Brings an environment up, from a boot or from a node that was kept.
 *
 * @param settings the run's settings
 * @param out where a person follows
 * @param undoing takes whatever is started
 * @param timeouts the run's limits
 * @param log tells and times the steps
 * @param secrets every secret minted
 * @param executor for what is done side by side
 * @param watch looks at what every scenario stands on
 */
record Provisioner(
        Settings settings,
        PrintStream out,
        CleanupStack undoing,
        Timeouts timeouts,
        BootLog log,
        MintedSecrets secrets,
        ExecutorService executor,
        Watch watch) {

    private static final int SIDE_BY_SIDE = 8;

    static Environment open(Settings settings, PrintStream out, CleanupStack undoing, Outage outage) {
        ExecutorService executor = Executors.newFixedThreadPool(SIDE_BY_SIDE, daemons());
        undoing.add(executor::shutdownNow);
        out.println("The scenarios' order is random: --seed " + settings.seed() + " repeats it.");
        Timeouts timeouts = Timeouts.defaults().scaledBy(settings.timeoutFactor());
        var provisioner = new Provisioner(
                settings,
                out,
                undoing,
                timeouts,
                new BootLog(out, Instant.now(), settings.cache()),
                new MintedSecrets(),
                executor,
                new Watch(outage, timeouts));
        return settings.reuse() ? provisioner.attach() : new Boot(provisioner).open();
    }

    private Environment attach() {
        KeptNode kept = new KeptNode(settings.cache());
        KeptNode.Memory memory = kept.recall();
        RunProvider provider = RunProvider.find(memory.provider(), timeouts, secrets);
        provider.requireBooted(memory.parameters());
        memory.secrets().forEach(secret -> secrets.register(secret.kind(), secret.value()));
        undoing.add(RunLock.share(settings.cache())::close);
        Preflight.Ready ready = log.stage(
                "preflight",
                () -> preflight(memory.provider()).beforePulls().look(memory.catalogue(), memory.overrides()));
        Cluster cluster =
                log.stage("node", () -> AttachedCluster.to(memory.kubeconfig(), memory.host(), memory.ports()));
        undoing.add(cluster::close);
        List<Container> there = ready.engine().startedBy(memory.run());
        watch.parts()
                .node(
                        ready.engine().api(),
                        () -> there.stream().map(Container::getId).findFirst(),
                        timeouts.partAnswer());
        ClusterWatch watched = ClusterWatch.of(cluster, watch, timeouts, undoing, () -> true);
        undoing.add(watch::close);
        clock(cluster).check();
        new StaleNamespaces(cluster.client(), settings.cache()).sweep(what -> log.step("node", what));
        RunIdentity run = begun();
        Environment environment = environment(
                settings.on(memory.catalogue(), memory.overrides(), memory.provider()),
                run,
                ready,
                provider,
                // The catalogue may have learnt of an image since; the node needs it only where a scenario plays on it.
                memory.parameters().withImages(images(ready.catalogue())),
                KeptNode.trustStore(memory.parameters().value(ManifestParameter.CA)),
                cluster,
                // It stays as it is, and was written down when it was kept.
                new KeptForInspection(() -> {}, kept.kubeconfig(), out));
        environment.runningImages().holdAll(images(there));
        watched.pods(provider.isInstalled());
        watch.require();
        watch.start();
        return environment;
    }

    /** A run that others see to be alive. */
    RunIdentity begun() {
        RunIdentity run = RunIdentity.begin(settings);
        undoing.add(RunLock.alive(settings.cache(), run.id())::close);
        return run;
    }

    static List<String> images(List<Container> containers) {
        return containers.stream().map(Container::getImageId).toList();
    }

    Environment environment(
            Settings judged,
            RunIdentity run,
            Preflight.Ready ready,
            RunProvider provider,
            ManifestParameters parameters,
            KeyStore trusted,
            Cluster cluster,
            KeptForInspection remains) {
        var gateway = GatewayCertificate.mint(run.id(), ProxyAddresses.DOMAIN, secrets);
        var readiness = new Readiness(cluster.client(), timeouts.componentReady());
        var applier = new Applier(cluster.client(), readiness, executor);
        var shells = new ResidentShells(cluster.client());
        undoing.add(shells::close);
        return new Environment(
                new EnvironmentParts(
                        judged,
                        run,
                        timeouts,
                        log,
                        secrets,
                        ready.engine(),
                        ready.catalogue(),
                        parameters.and(gateway.parameters()),
                        provider,
                        gateway.trustedBy(provider.trusted(trusted)),
                        cluster,
                        readiness,
                        applier,
                        shells,
                        remains,
                        watch),
                undoing);
    }

    /** What every manifest can name. */
    static ManifestParameters parameters(Catalogue catalogue, Credentials credentials) {
        return credentials
                .parameters()
                .with(ManifestParameter.DOMAIN, ProxyAddresses.DOMAIN)
                .with(ManifestParameter.AUTHENTICATE_HOST, ProxyAddresses.AUTHENTICATE)
                .and(ProviderParameters.installed())
                .with(ManifestParameter.PROXY_KEY_SET, ProxyAddresses.KEY_SET)
                .withImages(images(catalogue));
    }

    private static Map<String, String> images(Catalogue catalogue) {
        return catalogue.images().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().image()));
    }

    Preflight preflight(String provider) {
        return new Preflight(Machine.here(), settings.cache(), timeouts, out::println).providedBy(provider);
    }

    EngineClock clock(Cluster cluster) {
        return EngineClock.of(cluster.client(), timeouts.request());
    }

    /** Daemon threads: a run that ends must not be held up by work that no longer has a reader. */
    private static ThreadFactory daemons() {
        var count = new AtomicInteger();
        return work -> {
            var thread = new Thread(work, "conformance-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
