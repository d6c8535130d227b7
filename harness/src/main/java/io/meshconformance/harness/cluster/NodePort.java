package io.meshconformance.harness.cluster;

/** The ports of the node that are published to this machine. */
public enum NodePort {
    /** The proxy's TLS listener. */
    PROXY_HTTPS(30443),
    /** The proxy's redirect to TLS. */
    PROXY_HTTP(30080),
    /** The identity provider. */
    IDENTITY_PROVIDER(30844),
    /** Istio's ingress gateway. */
    GATEWAY_HTTPS(31443);

    private final int number;

    NodePort(int number) {
        this.number = number;
    }

    /** The port's number on the node. */
    public int number() {
        return number;
    }
}
