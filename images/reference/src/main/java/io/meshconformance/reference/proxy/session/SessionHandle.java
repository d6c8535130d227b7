package io.meshconformance.reference.proxy.session;

import java.util.List;

/**
 * What a session cookie says: which session, for whom it was made out.
 *
 * @param id the session's id
 * @param providerId the provider that signed the user in
 * @param issuer the authenticate host
 * @param audience hosts the cookie was made out for
 */
public record SessionHandle(String id, String providerId, String issuer, List<String> audience) {
    /** Keeps copies. */
    public SessionHandle {
        audience = List.copyOf(audience);
    }
}
