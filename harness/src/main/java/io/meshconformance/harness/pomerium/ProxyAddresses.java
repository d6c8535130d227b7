package io.meshconformance.harness.pomerium;

/** Where the proxy is found, from inside the cluster and from outside. */
public final class ProxyAddresses {

    /** All hosts that the proxy serves lie below it, under one wildcard certificate. */
    public static final String DOMAIN = "localhost.pomerium.io";

    /** The host at which people sign in. */
    public static final String AUTHENTICATE = "authenticate." + DOMAIN;

    /** The proxy's Service; its key set is fetched there, because the key set is public on every host. */
    public static final String SERVICE = "pomerium-proxy.pomerium.svc.cluster.local";

    /** Any Service of the proxy's namespace: a scenario may bring one of its own, by which the proxy is reached too. */
    public static final String SERVICES = "*.pomerium.svc.cluster.local";

    /** Where the mesh fetches the proxy's key set. */
    public static final String KEY_SET = "https://" + SERVICE + Proxy.KEY_SET_PATH;

    private ProxyAddresses() {}
}
