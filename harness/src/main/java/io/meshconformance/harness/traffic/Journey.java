package io.meshconformance.harness.traffic;

import java.util.List;

/**
 * A request and all the redirects that were followed from it.
 *
 * @param hops every exchange, in order, at least one
 */
public record Journey(List<Exchange> hops) {

    /** Copies what it is given. */
    public Journey {
        if (hops.isEmpty()) {
            throw new IllegalArgumentException("A journey has at least one hop");
        }
        hops = List.copyOf(hops);
    }

    /** Where it ended. */
    public Exchange last() {
        return hops.get(hops.size() - 1);
    }

    /** Whether one of its hops went to this host. */
    public boolean visited(String host) {
        return hops.stream().anyMatch(hop -> hop.request().url().host().equals(host));
    }

    /** Whether one of its answers came from this hop. */
    public boolean passed(Answerer answerer) {
        return hops.stream().anyMatch(hop -> hop.answerer() == answerer);
    }
}
