package io.meshconformance.harness.oidc;

/** Where the identity provider is found: the same URL for browser, proxy and mesh. */
public final class ProviderAddress {

    /** The namespace of its Deployment. */
    public static final String NAMESPACE = "identity-provider";

    /** Its Deployment. */
    public static final String DEPLOYMENT = "identity-provider";

    /** Its host, inside the cluster and out. */
    public static final String HOST = DEPLOYMENT + "." + NAMESPACE + ".svc.cluster.local";

    /** Its port, inside the cluster and out. */
    public static final int PORT = 8443;

    /** The issuer that the proxy is configured with. */
    public static final String ISSUER = "https://" + HOST + ":" + PORT + "/default";

    private ProviderAddress() {}
}
