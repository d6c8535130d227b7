package io.meshconformance.harness.environment;

import io.meshconformance.evidence.declaration.Feature;
import io.meshconformance.evidence.declaration.NotSupported;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.AddressMap;
import io.meshconformance.harness.client.OutsideClient;
import io.meshconformance.harness.cluster.Cluster;
import io.meshconformance.harness.cluster.NodePort;
import io.meshconformance.harness.engine.Engine;
import io.meshconformance.harness.foreign.RunProvider;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.harness.keycloak.KeycloakUsers;
import io.meshconformance.harness.kube.Applier;
import io.meshconformance.harness.kube.ManifestParameter;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.harness.kube.Readiness;
import io.meshconformance.harness.kube.ResidentShells;
import io.meshconformance.harness.oidc.ProviderSignIn;
import io.meshconformance.harness.outage.Watch;
import io.meshconformance.harness.wait.Timeouts;
import io.meshconformance.run.Settings;
import java.net.InetSocketAddress;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an environment is made of.
 *
 * @param settings the run's settings
 * @param run the run
 * @param timeouts the run's limits
 * @param log the boot as it went
 * @param secrets every secret minted so far
 * @param engine the container engine
 * @param catalogue the catalogue that was chosen
 * @param parameters what manifests may name
 * @param provider the identity provider
 * @param trusted the authorities of the run and of a provider outside, and no other
 * @param cluster the cluster
 * @param readiness waits for objects
 * @param applier applies objects
 * @param shells runs commands in pods
 * @param remains what stays on purpose
 * @param watch looks at what every scenario stands on
 */
record EnvironmentParts(
        Settings settings,
        RunIdentity run,
        Timeouts timeouts,
        BootLog log,
        MintedSecrets secrets,
        Engine engine,
        Catalogue catalogue,
        ManifestParameters parameters,
        RunProvider provider,
        KeyStore trusted,
        Cluster cluster,
        Readiness readiness,
        Applier applier,
        ResidentShells shells,
        KeptForInspection remains,
        Watch watch) {

    /** Keycloak makes some ten groups a second on a machine with much to do, and a user may be in hundreds. */
    private static final double PATIENCE = 3;

    /** Where the suite's own client finds the proxy and the provider. */
    AddressMap addresses() {
        return provider.addresses(
                AddressMap.on(
                        cluster.host(),
                        cluster.port(NodePort.PROXY_HTTPS.number()),
                        cluster.port(NodePort.PROXY_HTTP.number())),
                new InetSocketAddress(cluster.host(), cluster.port(NodePort.IDENTITY_PROVIDER.number())));
    }

    /** What a scenario needs and what is judged lacks: a feature, or a user at the provider. */
    Optional<NotSupported> lacks(Scenario scenario) {
        Stream<NotSupported> features = Arrays.stream(scenario.needs())
                .flatMap(feature -> lacks(feature).stream().map(reason -> new NotSupported(feature, reason)));
        Stream<NotSupported> users = Arrays.stream(scenario.users())
                .flatMap(user -> provider.provider().lacksUser(user).stream()
                        .map(reason -> new NotSupported("the user " + user, reason)));
        return Stream.concat(features, users).findFirst();
    }

    private Optional<String> lacks(Feature feature) {
        return Optional.ofNullable(catalogue.images().get("proxy"))
                .flatMap(image -> engine.label(image.image(), feature.label()))
                .or(() -> provider.provider().lacks(feature));
    }

    /** How users sign in at the identity provider. */
    ProviderSignIn signIn() {
        return provider.provider()
                .signIn(() -> new KeycloakUsers(
                        new OutsideClient(addresses(), trusted, timeouts.scaledBy(PATIENCE), unrecorded -> unrecorded),
                        parameters.value(ManifestParameter.PROVIDER_ADMINISTRATION),
                        secrets));
    }
}
