package io.meshconformance.harness.client;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where connections really go: (host, logical port) to an address on this machine. Names are never looked up, and no
 * mapped port ever gets into a URL, so that redirects, certificates and cookies are those of production.
 */
public final class AddressMap {

    private final Map<Integer, InetSocketAddress> byPort;
    private final Map<String, InetSocketAddress> byHostAndPort;

    private AddressMap(Map<Integer, InetSocketAddress> byPort, Map<String, InetSocketAddress> byHostAndPort) {
        this.byPort = byPort;
        this.byHostAndPort = byHostAndPort;
    }

    /** No address at all. */
    public static AddressMap nowhere() {
        return new AddressMap(Map.of(), Map.of());
    }

    /** Every host on 443 and 80 goes to these ports of one machine. */
    public static AddressMap on(String machine, int https, int http) {
        return new AddressMap(
                Map.of(443, new InetSocketAddress(machine, https), 80, new InetSocketAddress(machine, http)), Map.of());
    }

    /** The same, and this host's logical port goes elsewhere. */
    public AddressMap with(String host, int logicalPort, InetSocketAddress address) {
        Map<String, InetSocketAddress> more = new HashMap<>(byHostAndPort);
        more.put(host + ":" + logicalPort, address);
        return new AddressMap(byPort, Map.copyOf(more));
    }

    /** The same, and every host's 443 without an entry of its own goes to a machine's other port; 80 leads nowhere. */
    public AddressMap through(String machine, int https) {
        return new AddressMap(Map.of(443, new InetSocketAddress(machine, https)), byHostAndPort);
    }

    /** The hosts with an address of their own, each as {@code host:port}. */
    public Set<String> named() {
        return byHostAndPort.keySet();
    }

    /** The address behind a host's logical port; empty when there is no such address. */
    public Optional<InetSocketAddress> behind(String host, int logicalPort) {
        InetSocketAddress own = byHostAndPort.get(host + ":" + logicalPort);
        return Optional.ofNullable(own != null ? own : byPort.get(logicalPort));
    }
}
