package io.meshconformance.reference.proxy.config;

import java.util.List;
import java.util.Optional;

/**
 * Where a route leads.
 *
 * @param addresses at least one; requests take turns
 * @param pods the pods' own addresses behind it, for the fault that goes round the mesh; may be empty
 * @param trust present for https
 * @param hostRule which Host header is sent
 * @param prefixRewrite replaces the matched prefix of the path
 */
public record Upstream(
        List<HostPort> addresses,
        List<HostPort> pods,
        Optional<UpstreamTrust> trust,
        HostRule hostRule,
        Optional<String> prefixRewrite) {
    /** Keeps copies. */
    public Upstream {
        addresses = List.copyOf(addresses);
        pods = List.copyOf(pods);
    }
}
