package io.meshconformance.harness.traffic;

import java.util.Set;

/**
 * The host names by which hops are told apart.
 *
 * @param authenticateHosts where the proxy signs people in
 * @param providerHosts where the identity provider answers
 */
public record Hops(Set<String> authenticateHosts, Set<String> providerHosts) {

    /** Copies what it is given. */
    public Hops {
        authenticateHosts = Set.copyOf(authenticateHosts);
        providerHosts = Set.copyOf(providerHosts);
    }

    /** One host each. */
    public static Hops of(String authenticateHost, String providerHost) {
        return new Hops(Set.of(authenticateHost), Set.of(providerHost));
    }
}
