package io.meshconformance.reference.dashboard;

import java.util.Map;
import java.util.Optional;

/**
 * Sign-in by a signed token (GF_AUTH_JWT_*).
 *
 * @param header the request header that carries it
 * @param emailClaim which claim is the address
 * @param usernameClaim which claim is the login
 * @param keySetUrl where the key set is fetched, or
 * @param keySetFile where it is read
 * @param authorityFile PEM of the authorities trusted for the key set's address beside the system's
 * @param expected claims that must be as given
 * @param signsUp whether unknown users are created
 * @param syncsRoles whether each sign-in sets the user's role anew
 */
record TokenSettings(
        String header,
        Optional<String> emailClaim,
        Optional<String> usernameClaim,
        Optional<String> keySetUrl,
        Optional<String> keySetFile,
        Optional<String> authorityFile,
        Map<String, Object> expected,
        boolean signsUp,
        boolean syncsRoles) {
    TokenSettings {
        expected = Map.copyOf(expected);
    }
}
