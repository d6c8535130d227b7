package io.meshconformance.harness.platform;

/** Where the platform is found: the same URL for browser, proxy and mesh. */
public final class Addresses {

    /** All hosts of the front door lie below it, under one wildcard certificate. */
    public static final String DOMAIN = "localhost.pomerium.io";

    /** The host at which people sign in. */
    public static final String AUTHENTICATE = "authenticate." + DOMAIN;

    /** The proxy's Service; its key set is fetched there, because the key set is public on every host. */
    public static final String PROXY_SERVICE = "pomerium-proxy.pomerium.svc.cluster.local";

    /** Any Service of the proxy's namespace: a scenario may bring one of its own, by which the proxy is reached too. */
    static final String PROXY_SERVICES = "*.pomerium.svc.cluster.local";

    /** The identity provider's host, inside the cluster and out. */
    public static final String IDENTITY_PROVIDER = "identity-provider.identity-provider.svc.cluster.local";

    /** The identity provider's port, inside the cluster and out. */
    public static final int IDENTITY_PROVIDER_PORT = 8443;

    /** The issuer the proxy is configured with. */
    public static final String ISSUER = "https://" + IDENTITY_PROVIDER + ":" + IDENTITY_PROVIDER_PORT + "/default";

    /** Where the mesh fetches the proxy's key set. */
    public static final String KEY_SET = "https://" + PROXY_SERVICE + "/.well-known/pomerium/jwks.json";

    private Addresses() {}
}
