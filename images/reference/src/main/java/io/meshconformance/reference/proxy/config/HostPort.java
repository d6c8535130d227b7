package io.meshconformance.reference.proxy.config;

/** A network address as it stands in a URL. */
public record HostPort(String host, int port) {
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
