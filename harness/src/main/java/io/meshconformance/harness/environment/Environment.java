package io.meshconformance.harness.environment;

import com.github.dockerjava.api.command.PullImageResultCallback;
import io.meshconformance.harness.cluster.Catalogue;
import io.meshconformance.harness.cluster.Cluster;
import io.meshconformance.harness.cluster.Engine;
import io.meshconformance.harness.cluster.ImageArchive;
import io.meshconformance.harness.cluster.K3sCluster;
import io.meshconformance.harness.cluster.Leftovers;
import io.meshconformance.harness.cluster.NodePort;
import io.meshconformance.harness.cluster.Preflight;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.kube.Applier;
import io.meshconformance.harness.kube.Readiness;
import io.meshconformance.harness.platform.Addresses;
import io.meshconformance.harness.platform.Component;
import io.meshconformance.harness.platform.Credentials;
import io.meshconformance.harness.platform.IstioRendering;
import io.meshconformance.harness.platform.Platform;
import io.meshconformance.harness.scenario.EnvironmentBroken;
import io.meshconformance.harness.traffic.Doors;
import io.meshconformance.harness.wait.Timeouts;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The root of a run: a node with the whole platform on it, opened once and closed once. Closing takes everything away
 * again, in reverse order, whatever was reached.
 */
public final class Environment implements AutoCloseable {

    private static final int SIDE_BY_SIDE = 8;

    private final Settings settings;
    private final Run run;
    private final Timeouts timeouts;
    private final BootLog log;
    private final MintedSecrets secrets = new MintedSecrets();
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final ExecutorService executor = Executors.newFixedThreadPool(SIDE_BY_SIDE, new Daemons());
    private final Credentials credentials;
    private final Engine engine;
    private final Catalogue catalogue;
    private final Map<String, String> parameters;
    private final Cluster cluster;
    private final Applier applier;
    private final Readiness readiness;

    private Environment(Settings settings, PrintStream out) {
        this.settings = settings;
        this.run = Run.begin(settings);
        this.timeouts = Timeouts.defaults().scaledBy(settings.timeoutFactor());
        this.log = new BootLog(out, Instant.now(), settings.cache());
        this.credentials = Credentials.mint(secrets);
        try {
            Preflight.Ready ready = log.stage(
                    "preflight",
                    () -> new Preflight(settings.cache(), out::println)
                            .look(settings.images(), settings.imageOverrides()));
            this.engine = ready.engine();
            this.catalogue = ready.catalogue();
            RunLock lock = RunLock.take(settings.cache());
            closing.push(lock::close);
            new Leftovers(engine, settings.cache()).sweep(what -> log.step("preflight", what));
            this.parameters = parameters();
            Path archives = settings.cache().resolve("mounts").resolve(run.id());
            closing.push(() -> Leftovers.delete(archives));
            log.stage("images", () -> gather(archives));
            CompletableFuture<Component> istio = CompletableFuture.supplyAsync(
                    () -> log.stage(
                            "istio rendering",
                            () -> new IstioRendering(catalogue, labels(), timeouts.istioReady()).render(parameters)),
                    executor);
            this.cluster = log.stage("node", () -> boot(archives));
            closing.push(cluster::close);
            this.readiness = new Readiness(cluster.client(), timeouts.componentReady());
            this.applier = new Applier(cluster.client(), readiness, executor);
            log.stage("node ready", readiness::awaitNode);
            new Platform(cluster.client(), applier, readiness, executor, log).install(istio, parameters);
            log.remember();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * Boots and installs everything.
     *
     * @param settings the run's settings
     * @param out where a person follows the boot
     * @return the environment
     * @throws EnvironmentBroken when it cannot be brought up; everything started is gone again
     */
    public static Environment open(Settings settings, PrintStream out) {
        return new Environment(settings, out);
    }

    private Map<String, String> parameters() {
        var all = new HashMap<>(credentials.parameters());
        all.put("run", run.id());
        all.put("domain", Addresses.DOMAIN);
        all.put("authenticate.host", Addresses.AUTHENTICATE);
        all.put("identity-provider.issuer", Addresses.ISSUER);
        all.put("proxy.key-set", Addresses.KEY_SET);
        catalogue.images().forEach((name, image) -> all.put("image." + name, image.image()));
        return Map.copyOf(all);
    }

    private Map<String, String> labels() {
        return Map.of(Engine.RUN_LABEL, run.id());
    }

    private void gather(Path archives) {
        List<String> inNode = catalogue.images().entrySet().stream()
                .filter(entry -> !List.of("node", "istioctl").contains(entry.getKey()))
                .map(entry -> entry.getValue().image())
                .distinct()
                .toList();
        for (Catalogue.Image image : catalogue.images().values()) {
            if (engine.image(image.image()).isEmpty()) {
                log.step("images", "pulling " + image.image());
                pull(image.image());
            }
        }
        new ImageArchive(engine, settings.cache()).gather(inNode, archives, what -> log.step("images", what));
    }

    private void pull(String reference) {
        try {
            engine.client()
                    .pullImageCmd(reference)
                    .exec(new PullImageResultCallback())
                    .awaitCompletion();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentBroken("interrupted while pulling " + reference, "start again", e);
        } catch (com.github.dockerjava.api.exception.DockerException e) {
            throw new EnvironmentBroken(
                    "the image " + reference + " cannot be pulled: " + e.getMessage(),
                    "load it with docker load, or take --images local",
                    e);
        }
    }

    private Cluster boot(Path archives) {
        return K3sCluster.start(
                engine, catalogue.reference("node"), archives, labels(), settings.keep(), timeouts.nodeReady());
    }

    /** The run's settings. */
    public Settings settings() {
        return settings;
    }

    /** The run. */
    public Run run() {
        return run;
    }

    /** The run's limits. */
    public Timeouts timeouts() {
        return timeouts;
    }

    /** The boot as it went. */
    public BootLog log() {
        return log;
    }

    /** Every secret minted so far. */
    public MintedSecrets secrets() {
        return secrets;
    }

    /** The run's private authority and what it signed. */
    public Credentials credentials() {
        return credentials;
    }

    /** The container engine. */
    public Engine engine() {
        return engine;
    }

    /** The catalogue that was chosen. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** What manifests may name. */
    public Map<String, String> manifestParameters() {
        return parameters;
    }

    /** The cluster. */
    public Cluster cluster() {
        return cluster;
    }

    /** Applies objects. */
    public Applier applier() {
        return applier;
    }

    /** Waits for objects. */
    public Readiness readiness() {
        return readiness;
    }

    /** Where the suite's own client finds the proxy and the provider. */
    public Doors doors() {
        return Doors.on(
                        cluster.host(),
                        cluster.port(NodePort.PROXY_HTTPS.number()),
                        cluster.port(NodePort.PROXY_HTTP.number()))
                .with(
                        Addresses.IDENTITY_PROVIDER,
                        Addresses.IDENTITY_PROVIDER_PORT,
                        new InetSocketAddress(cluster.host(), cluster.port(NodePort.IDENTITY_PROVIDER.number())));
    }

    @Override
    public void close() {
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
        executor.shutdownNow();
    }

    /** Daemon threads: a run that ends must not be held up by work nobody waits for any more. */
    private static final class Daemons implements java.util.concurrent.ThreadFactory {

        private final AtomicInteger count = new AtomicInteger();

        @Override
        public Thread newThread(Runnable work) {
            var thread = new Thread(work, "conformance-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
