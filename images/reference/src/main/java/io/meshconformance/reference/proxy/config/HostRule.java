package io.meshconformance.reference.proxy.config;

/** Which Host header the workload sees. */
public sealed interface HostRule {
    /** The upstream's own address with its port, the default since v0.26 (facts 1.5). */
    record UpstreamAddress() implements HostRule {}

    /** What the client asked for. */
    record Preserved() implements HostRule {}

    /** A fixed text. */
    record Literal(String host) implements HostRule {}

    /** The value of a request header; the upstream's address when it is missing. */
    record FromHeader(String header) implements HostRule {}
}
