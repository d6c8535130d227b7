package io.meshconformance.harness.foreign;

import io.meshconformance.harness.client.AddressMap;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.kube.ManifestParameter;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.harness.oidc.IdentityProvider;
import io.meshconformance.harness.oidc.ProviderAddress;
import io.meshconformance.harness.wait.Timeouts;
import io.meshconformance.run.WrongUse;
import java.net.InetSocketAddress;
import java.security.KeyStore;
import java.util.Optional;

/**
 * The identity provider of a run.
 *
 * @param provider what its file says
 * @param site where it is, if it is the user's own
 */
public record RunProvider(IdentityProvider provider, Optional<ForeignSite> site) {

    /**
     * Reads it, and finds it where it is outside.
     *
     * @param choice its name or file
     * @param secrets told of the secrets that its file names
     * @throws WrongUse when it cannot be read
     * @throws io.meshconformance.run.EnvironmentBroken when it cannot be found or does not answer
     */
    public static RunProvider find(String choice, Timeouts timeouts, MintedSecrets secrets) {
        IdentityProvider provider = IdentityProvider.load(choice);
        return new RunProvider(provider, provider.foreign().map(own -> ForeignSite.find(own, timeouts, secrets)));
    }

    /** Whether the run installs it in the cluster. */
    public boolean isInstalled() {
        return site.isEmpty();
    }

    /**
     * Where the suite's own clients go.
     *
     * @param proxy the proxy's addresses
     * @param node where the node publishes a provider that is installed
     */
    public AddressMap addresses(AddressMap proxy, InetSocketAddress node) {
        return site.map(own -> own.beside(proxy))
                .orElseGet(() -> proxy.with(ProviderAddress.HOST, ProviderAddress.PORT, node));
    }

    /** What manifests can name: the same, with all that is the provider's own in the place of what is installed. */
    public ManifestParameters parameters(ManifestParameters installed) {
        return site.map(own -> own.parameters(installed)).orElse(installed);
    }

    /** The same store, with the authorities of a provider outside. */
    public KeyStore trusted(KeyStore store) {
        return site.map(own -> own.authorities().trustedBy(store)).orElse(store);
    }

    /**
     * Refuses a kept node that was booted for another issuer or client.
     *
     * @param booted what its manifests could name
     * @throws WrongUse that says what to do
     */
    public void requireBooted(ManifestParameters booted) {
        provider.foreign().ifPresent(own -> {
            if (!own.issuer().url().equals(booted.value(ManifestParameter.PROVIDER_ISSUER))
                    || !own.client().id().equals(booted.value(ManifestParameter.PROXY_CLIENT_ID))) {
                throw new WrongUse("the kept node was booted for another issuer or client than " + own.file()
                        + " names by now; boot another node without --reuse");
            }
        });
    }
}
