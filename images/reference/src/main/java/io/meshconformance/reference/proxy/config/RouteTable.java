package io.meshconformance.reference.proxy.config;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All routes, most specific first: exact hosts before wildcards, more of the path before less.
 *
 * @param routes the routes
 * @param shortPathFirst whether, wrongly, less of the path comes before more
 */
public record RouteTable(List<ProxyRoute> routes, boolean shortPathFirst) {
    /** Puts the routes in their order. */
    public RouteTable {
        routes = routes.stream()
                .sorted(Comparator.comparingInt(
                                (ProxyRoute route) -> route.host().startsWith("*") ? 1 : 0)
                        .thenComparing(route -> -route.host().length())
                        .thenComparing(route ->
                                (shortPathFirst ? 1 : -1) * route.path().weight())
                        .thenComparing(ProxyRoute::ingress))
                .toList();
    }

    /**
     * The route for a request.
     *
     * @param host in lower case, without port
     * @param path without query
     */
    public Optional<ProxyRoute> find(String host, String path) {
        return routes.stream()
                .filter(route -> serves(route.host(), host))
                .filter(route -> route.path().matches(path))
                .findFirst();
    }

    /** Whether requests to a host are for routes of this one, which may be a pattern. */
    static boolean serves(String pattern, String host) {
        return pattern.equals("*")
                || pattern.equals(host)
                || pattern.startsWith("*.") && host.endsWith(pattern.substring(1)) && host.length() >= pattern.length();
    }
}
