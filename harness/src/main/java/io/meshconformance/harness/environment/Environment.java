package io.meshconformance.harness.environment;

import io.meshconformance.evidence.declaration.NotSupported;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.AddressMap;
import io.meshconformance.harness.cluster.Cluster;
import io.meshconformance.harness.cluster.NodePort;
import io.meshconformance.harness.engine.Engine;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.harness.image.ImageArchive;
import io.meshconformance.harness.image.RunningImages;
import io.meshconformance.harness.kube.Applier;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.harness.kube.Readiness;
import io.meshconformance.harness.kube.ResidentShells;
import io.meshconformance.harness.oidc.IdentityProvider;
import io.meshconformance.harness.oidc.ProviderSignIn;
import io.meshconformance.harness.outage.Outage;
import io.meshconformance.harness.outage.Watch;
import io.meshconformance.harness.wait.Timeouts;
import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.Settings;
import java.io.PrintStream;
import java.security.KeyStore;
import java.util.Optional;

/** The root of a run: a node with the whole platform on it, opened once and closed once. */
public final class Environment implements AutoCloseable {

    private final EnvironmentParts parts;
    private final CleanupStack undoing;
    private final ProviderSignIn signIn;

    Environment(EnvironmentParts parts, CleanupStack undoing) {
        this.parts = parts;
        this.undoing = undoing;
        this.signIn = parts.signIn();
    }

    /**
     * Boots a node and installs everything, or takes the node that an earlier run kept.
     *
     * @param settings the run's settings
     * @param out where a person follows the boot
     * @throws io.meshconformance.run.EnvironmentBroken when it cannot be brought up; all that was started is gone
     */
    public static Environment open(Settings settings, PrintStream out) {
        var undoing = new CleanupStack();
        var outage = new Outage();
        // Beside the report of what there is, which the end of the run may still be writing.
        outage.then(undoing::close);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            outage.begin(new EnvironmentBroken("the run was interrupted", "start it again"));
                            undoing.close();
                        },
                        "conformance-undoing"));
        try {
            return outage.unlessBegun(() -> Provisioner.open(settings, out, undoing, outage));
        } catch (RuntimeException | Error e) {
            undoing.close();
            throw e;
        } catch (Throwable e) {
            undoing.close();
            throw new IllegalStateException(e);
        }
    }

    /** The run's settings. */
    public Settings settings() {
        return parts.settings();
    }

    /** The run. */
    public RunIdentity run() {
        return parts.run();
    }

    /** The run's limits. */
    public Timeouts timeouts() {
        return parts.timeouts();
    }

    /** The boot as it went. */
    BootLog log() {
        return parts.log();
    }

    /** Every secret minted so far. */
    public MintedSecrets secrets() {
        return parts.secrets();
    }

    /** The authorities of the run: its private one and that of its gateway's certificates, and no other. */
    public KeyStore trusted() {
        return parts.trusted();
    }

    /** The container engine. */
    Engine engine() {
        return parts.engine();
    }

    /** The catalogue that was chosen. */
    Catalogue catalogue() {
        return parts.catalogue();
    }

    /**
     * What a scenario needs and proxy or identity provider have not, as the proxy's image or the provider's file says; empty
     * where it can be judged.
     */
    public Optional<NotSupported> lacks(Scenario scenario) {
        return parts.lacks(scenario);
    }

    /** The identity provider. */
    IdentityProvider provider() {
        return parts.provider().provider();
    }

    /** What manifests may name. */
    public ManifestParameters manifestParameters() {
        return parts.parameters();
    }

    /** How users sign in at the identity provider. */
    public ProviderSignIn signIn() {
        return signIn;
    }

    /** The cluster. */
    public Cluster cluster() {
        return parts.cluster();
    }

    /** What the cluster runs, held against what the engine has. */
    public RunningImages runningImages() {
        var archive = new ImageArchive(engine(), settings().cache());
        return new RunningImages(cluster().client(), catalogue(), engine()::image, archive::of);
    }

    /** Applies objects. */
    public Applier applier() {
        return parts.applier();
    }

    /** Runs commands in pods. */
    public ResidentShells shells() {
        return parts.shells();
    }

    /** Waits for objects. */
    public Readiness readiness() {
        return parts.readiness();
    }

    /** Looks at what every scenario stands on. */
    public Watch watch() {
        return parts.watch();
    }

    /** Where the suite's own client finds the proxy and the provider. */
    public AddressMap addresses() {
        return parts.addresses();
    }

    /** The same by way of the mesh's ingress gateway; the provider stays where it was. */
    public AddressMap gatewayAddresses() {
        return addresses().through(cluster().host(), cluster().port(NodePort.GATEWAY_HTTPS.number()));
    }

    /**
     * Adds something on the node that has to be taken back at the end, in case its maker never comes to it.
     *
     * @param step does nothing where it was taken back already
     */
    public void undoAtEnd(Runnable step) {
        undoing.addOnNode(step);
    }

    /**
     * Has a namespace stay when the run ends, and its node with it, and tells a person how to look at it.
     *
     * @param namespace whose owner leaves it
     */
    public void stays(String namespace) {
        parts.remains().namespace(namespace);
    }

    @Override
    public void close() {
        undoing.close();
    }
}
