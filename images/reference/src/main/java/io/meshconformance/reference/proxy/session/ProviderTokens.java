package io.meshconformance.reference.proxy.session;

import java.time.Instant;
import java.util.Optional;

/**
 * What the provider gave at a sign-in, or when it was asked anew.
 *
 * @param idToken raw, a hint for the provider at sign-out; a secret
 * @param refreshToken by which the provider is asked anew; absent where it gave none; a secret
 * @param expires when the first of access token and ID token ends; absent where the provider does not say
 */
public record ProviderTokens(String idToken, Optional<String> refreshToken, Optional<Instant> expires) {
    /** Without the tokens. */
    @Override
    public String toString() {
        return "ProviderTokens[until " + expires + "]";
    }
}
