package io.meshconformance.harness.http;

import java.util.List;

/**
 * A request and all the redirects that were followed from it.
 *
 * @param hops every exchange, in order, at least one
 */
public record RedirectChain(List<Exchange> hops) {

    /** Copies what it is given. */
    public RedirectChain {
        if (hops.isEmpty()) {
            throw new IllegalArgumentException("A journey has at least one hop");
        }
        hops = List.copyOf(hops);
    }

    /** Where it ended. */
    public Exchange last() {
        return hops.get(hops.size() - 1);
    }

    /**
     * The first hop to this path.
     *
     * @param path the path, without a query
     * @throws AssertionError when the way did not lead there
     */
    public Exchange hopTo(String path) {
        return hops.stream()
                .filter(hop -> hop.request().url().path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the way did not lead over " + path + " but over "
                        + hops.stream().map(hop -> hop.request().url().path()).toList()));
    }

    /**
     * Whether one of its hops went to an address that begins like this.
     *
     * @param beginning scheme, host, port and some of the path
     */
    public boolean ledOver(String beginning) {
        return hops.stream().anyMatch(hop -> hop.request().url().toString().startsWith(beginning));
    }

    /** Whether one of its hops went to this host. */
    public boolean visited(String host) {
        return hops.stream().anyMatch(hop -> hop.request().url().host().equals(host));
    }
}
