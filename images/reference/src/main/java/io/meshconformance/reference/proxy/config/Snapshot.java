package io.meshconformance.reference.proxy.config;

import io.meshconformance.reference.proxy.fault.Faults;
import java.util.Map;

/**
 * Everything a request is judged by; replaced as a whole on every change.
 *
 * @param settings for all routes
 * @param routes all routes
 * @param faults in force for every request
 * @param ofHosts further faults, in force for requests to a host, {@code *.domain} or {@code *}
 */
public record Snapshot(ProxySettings settings, RouteTable routes, Faults faults, Map<String, Faults> ofHosts) {
    /** Keeps copies. */
    public Snapshot {
        ofHosts = Map.copyOf(ofHosts);
    }

    /** What requests to a host are judged by. */
    public Snapshot at(String host) {
        Faults all = ofHosts.entrySet().stream()
                .filter(one -> RouteTable.serves(one.getKey(), host))
                .map(Map.Entry::getValue)
                .reduce(faults, Faults::and);
        return new Snapshot(settings, routes, all, Map.of());
    }
}
