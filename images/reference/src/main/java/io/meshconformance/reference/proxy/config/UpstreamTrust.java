package io.meshconformance.reference.proxy.config;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * How an https upstream is checked.
 *
 * @param skipVerify any certificate will do
 * @param serverName asked for and expected instead of the upstream's host
 * @param authorities trusted beside the system's
 */
public record UpstreamTrust(boolean skipVerify, Optional<String> serverName, List<X509Certificate> authorities) {
    /** Keeps copies. */
    public UpstreamTrust {
        authorities = List.copyOf(authorities);
    }
}
