package io.meshconformance.reference.dashboard;

import java.util.Map;

/**
 * Sign-in by a plain header (GF_AUTH_PROXY_*): every client that reaches the dashboard can be any user.
 *
 * @param header names the user
 * @param isEmail whether it holds an address, else a login
 * @param more property (Name, Email, Role) to header
 * @param signsUp whether unknown users are created
 */
record HeaderSettings(String header, boolean isEmail, Map<String, String> more, boolean signsUp) {
    HeaderSettings {
        more = Map.copyOf(more);
    }
}
