package io.meshconformance.harness.scene;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.istio.ConnectedSidecars;
import io.meshconformance.harness.istio.ControlPlane;
import io.meshconformance.harness.oidc.ProviderAddress;
import io.meshconformance.harness.pomerium.ProxyAddresses;
import io.meshconformance.harness.pomerium.ProxyKey;
import io.meshconformance.harness.pomerium.SharedSettings;
import java.util.List;

/**
 * Stops, replaces and changes what all scenarios stand on. Only a scenario with {@code meshWide = true}, or for the proxy and its provider {@code proxyWide = true}, is given it. What
 * it hands out is put back when it is closed, and at the end of the run at the latest.
 */
public final class PlatformControls {

    private final Environment environment;
    private final String namespace;
    private final Traffic traffic;

    PlatformControls(Environment environment, String namespace, Traffic traffic) {
        this.environment = environment;
        this.namespace = namespace;
        this.traffic = traffic;
    }

    /** The mesh's control plane. */
    public PlatformPart controlPlane() {
        return part(ControlPlane.NAMESPACE, ControlPlane.DEPLOYMENT);
    }

    /** The proxy. */
    public PlatformPart proxy() {
        return part(ProxyAddresses.NAMESPACE, ProxyAddresses.DEPLOYMENT);
    }

    /** The identity provider. */
    public PlatformPart identityProvider() {
        return part(ProviderAddress.NAMESPACE, ProviderAddress.DEPLOYMENT);
    }

    /** The sidecars of the scenario and of the client in the mesh, as the control plane sees them. */
    public ConnectedSidecars sidecars() {
        return new ConnectedSidecars(
                client(),
                List.of(namespace, Callers.NAMESPACE_INSIDE),
                traffic,
                environment.timeouts().exec());
    }

    /** The key with which the proxy signs assertions. */
    public ProxyKey proxyKey() {
        ProxyKey key = new ProxyKey(client(), environment.secrets());
        environment.undoAtEnd(key::close);
        return key;
    }

    /** The proxy's settings for all routes. */
    public SharedSettings proxySettings() {
        SharedSettings settings = new SharedSettings(client());
        environment.undoAtEnd(settings::close);
        return settings;
    }

    private PlatformPart part(String namespace, String deployment) {
        PlatformPart part = new PlatformPart(
                client(),
                namespace,
                deployment,
                traffic,
                environment.watch().parts().absence(namespace, deployment));
        environment.undoAtEnd(part::restore);
        return part;
    }

    private KubernetesClient client() {
        return environment.cluster().client();
    }
}
