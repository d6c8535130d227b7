package io.meshconformance.harness.environment;

import io.meshconformance.harness.client.AddressMap;
import io.meshconformance.harness.client.OutsideClient;
import io.meshconformance.harness.cluster.Cluster;
import io.meshconformance.harness.cluster.NodePort;
import io.meshconformance.harness.engine.Engine;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.harness.keycloak.KeycloakUsers;
import io.meshconformance.harness.kube.Applier;
import io.meshconformance.harness.kube.ManifestParameter;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.harness.kube.Readiness;
import io.meshconformance.harness.kube.ResidentShells;
import io.meshconformance.harness.oidc.IdentityProvider;
import io.meshconformance.harness.oidc.ProviderAddress;
import io.meshconformance.harness.oidc.ProviderSignIn;
import io.meshconformance.harness.outage.Watch;
import io.meshconformance.harness.wait.Timeouts;
import io.meshconformance.run.Settings;
import java.net.InetSocketAddress;
import java.security.KeyStore;

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
 * @param trusted the run's own authorities, and no other
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
        return AddressMap.on(
                        cluster.host(),
                        cluster.port(NodePort.PROXY_HTTPS.number()),
                        cluster.port(NodePort.PROXY_HTTP.number()))
                .with(
                        ProviderAddress.HOST,
                        ProviderAddress.PORT,
                        new InetSocketAddress(cluster.host(), cluster.port(NodePort.IDENTITY_PROVIDER.number())));
    }

    /** How users sign in at the identity provider. */
    ProviderSignIn signIn() {
        return IdentityProvider.load(settings.provider())
                .signIn(() -> new KeycloakUsers(
                        new OutsideClient(addresses(), trusted, timeouts.scaledBy(PATIENCE), unrecorded -> unrecorded),
                        parameters.value(ManifestParameter.PROVIDER_ADMINISTRATION),
                        secrets));
    }
}
