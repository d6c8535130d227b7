package io.meshconformance.harness.pomerium;

/** Where the proxy is found, from inside the cluster and from outside. */
public final class ProxyAddresses {

    private static final String IN_CLUSTER = ".pomerium.svc.cluster.local";

    /** All hosts that the proxy serves lie below it, under one wildcard certificate. */
    public static final String DOMAIN = "localhost.pomerium.io";

    /** The host at which people sign in. */
    public static final String AUTHENTICATE = "authenticate." + DOMAIN;

    /** The namespace of its Deployment. */
    public static final String NAMESPACE = "pomerium";

    /** Its Deployment, whose pods are labelled by the same name. */
    public static final String DEPLOYMENT = "pomerium";

    /** The service account of its pods, by which the mesh knows it. */
    public static final String SERVICE_ACCOUNT = "pomerium-controller";

    /** The proxy's Service; its key set is fetched there, because the key set is public on every host. */
    public static final String SERVICE = "pomerium-proxy" + IN_CLUSTER;

    /** Any Service of the proxy's namespace: a scenario may bring one of its own, by which the proxy is reached too. */
    public static final String SERVICES = "*" + IN_CLUSTER;

    /** Where the mesh fetches the proxy's key set. */
    public static final String KEY_SET = "https://" + SERVICE + Proxy.KEY_SET_PATH;

    /** Where it tells its metrics, in plaintext, behind its sidecar. */
    public static final String METRICS = "http://pomerium-metrics" + IN_CLUSTER + ":9090/metrics";

    private ProxyAddresses() {}
}
