package io.meshconformance.reference.proxy.config;

import io.meshconformance.reference.proxy.crypto.AssertionSigningKey;
import io.meshconformance.reference.proxy.crypto.ServerCertificate;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the {@code Pomerium} object and its Secrets say.
 *
 * @param authenticateUrl where users are sent to sign in
 * @param sharedSecret 32 bytes: signs addresses and session cookies, seals session tokens; a secret
 * @param cookieSecret 32 bytes: seals the state of a sign-in; a secret
 * @param signingKey signs assertions
 * @param certificates presented by server name
 * @param provider signs users in
 * @param claimHeaders header name to claim name
 * @param passesIdentity what a route without its own word does
 * @param cookie the session cookie
 * @param timeout how long an upstream may take unless a route says otherwise; zero means no limit
 * @param programmaticDomains where a programmatic sign-in may end
 * @param responseHeaders set on every answer
 */
public record ProxySettings(
        URI authenticateUrl,
        byte[] sharedSecret,
        byte[] cookieSecret,
        AssertionSigningKey signingKey,
        List<ServerCertificate> certificates,
        ProviderSettings provider,
        Map<String, String> claimHeaders,
        boolean passesIdentity,
        CookieSettings cookie,
        Duration timeout,
        List<String> programmaticDomains,
        Map<String, String> responseHeaders) {
    /** Keeps copies. */
    public ProxySettings {
        certificates = List.copyOf(certificates);
        claimHeaders = Map.copyOf(claimHeaders);
        programmaticDomains = List.copyOf(programmaticDomains);
        responseHeaders = Map.copyOf(responseHeaders);
    }

    @Override
    public String toString() {
        return "Settings[" + authenticateUrl + "]";
    }
}
