package io.meshconformance.harness.oidc;

/** Where the identity provider is found: the same URL for browser, proxy and mesh. */
public final class ProviderAddress {

    /** Its host, inside the cluster and out. */
    public static final String HOST = "identity-provider.identity-provider.svc.cluster.local";

    /** Its port, inside the cluster and out. */
    public static final int PORT = 8443;

    /** The issuer that the proxy is configured with. */
    public static final String ISSUER = "https://" + HOST + ":" + PORT + "/default";

    private ProviderAddress() {}
}
