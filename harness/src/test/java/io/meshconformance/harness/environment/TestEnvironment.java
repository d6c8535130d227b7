package io.meshconformance.harness.environment;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.cluster.Cluster;
import io.meshconformance.harness.engine.DockerVersion;
import io.meshconformance.harness.engine.Engine;
import io.meshconformance.harness.engine.FakeEngine;
import io.meshconformance.harness.foreign.RunProvider;
import io.meshconformance.harness.identity.CertificateAuthority;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.harness.kube.Applier;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.harness.kube.Readiness;
import io.meshconformance.harness.kube.ResidentShells;
import io.meshconformance.harness.kube.TestCluster;
import io.meshconformance.harness.oidc.IdentityProvider;
import io.meshconformance.harness.outage.Outage;
import io.meshconformance.harness.outage.Watch;
import io.meshconformance.harness.wait.ShortTimeouts;
import io.meshconformance.run.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** An environment on an API server in memory, beside an engine that runs no container: nothing is booted for it. */
public final class TestEnvironment implements AutoCloseable {

    private final TestCluster cluster = new TestCluster();
    private final MintedSecrets secrets = new MintedSecrets();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Settings settings;
    private final FakeEngine engine;
    private final Environment environment;

    /**
     * Begins a run there.
     *
     * @param folder an empty one, for what a run keeps on the disk
     * @param given settings of the run, as {@code name=value} without their prefix
     */
    public TestEnvironment(Path folder, String... given) {
        this.engine = new FakeEngine(folder);
        this.settings = settings(folder, given);
        cluster.serves(
                "security.istio.io/v1",
                "PeerAuthentication/peerauthentications",
                "RequestAuthentication/requestauthentications",
                "AuthorizationPolicy/authorizationpolicies");
        cluster.serves("networking.istio.io/v1", "Gateway/gateways");
        cluster.serves("networking.istio.io/v1alpha3", "EnvoyFilter/envoyfilters");
        cluster.serves("gateway.networking.k8s.io/v1", "Gateway/gateways");
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        var readiness = new Readiness(cluster.client(), Duration.ofSeconds(5));
        var undoing = new CleanupStack();
        undoing.askNode(() -> true, Duration.ofSeconds(20));
        this.environment = new Environment(
                new EnvironmentParts(
                        settings,
                        RunIdentity.begin(settings),
                        ShortTimeouts.make(),
                        new BootLog(out, Instant.now(), folder),
                        secrets,
                        Engine.find(engine.machine(), new DockerVersion(20, 10)),
                        new Catalogue(
                                "test",
                                "test",
                                Map.of("nginx", new Catalogue.Image("test/nginx:1", "nginx", "workload", null)),
                                Map.of(),
                                JsonMapper.builder().build().createObjectNode()),
                        ManifestParameters.none(),
                        new RunProvider(IdentityProvider.load(Settings.PROVIDER), Optional.empty()),
                        new CertificateAuthority("test", secrets).trustStore(),
                        new InMemory(cluster.client()),
                        readiness,
                        new Applier(cluster.client(), readiness, Runnable::run),
                        new ResidentShells(cluster.client()),
                        new KeptForInspection(() -> {}, folder.resolve("kubeconfig"), out),
                        new Watch(new Outage(), ShortTimeouts.make())),
                undoing);
    }

    private static Settings settings(Path folder, String... given) {
        var properties = new Properties();
        properties.setProperty("user.home", folder.toString());
        for (String setting : given) {
            String[] parts = setting.split("=", 2);
            properties.setProperty("conformance." + parts[0], parts[1]);
        }
        return Settings.from(properties, Map.of());
    }

    /** The environment; closing it takes back what is left and leaves the API server to be asked. */
    public Environment environment() {
        return environment;
    }

    /** The settings it was begun with. */
    public Settings settings() {
        return settings;
    }

    /** The API server. */
    public TestCluster cluster() {
        return cluster;
    }

    /** What the run told a person so far. */
    public String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        engine.close();
        cluster.close();
    }

    private record InMemory(KubernetesClient client) implements Cluster {

        @Override
        public String host() {
            return "127.0.0.1";
        }

        @Override
        public int port(int nodePort) {
            return nodePort;
        }

        @Override
        public void close() {}
    }
}
