package io.meshconformance.reference.proxy.policy;

import io.meshconformance.reference.proxy.session.UserSession;
import java.util.Optional;

/**
 * What a policy may look at.
 *
 * @param session the signed-in user
 * @param method the HTTP method
 * @param path the path without query
 * @param address the client's address as the proxy sees it
 * @param preflight whether this is a CORS preflight: OPTIONS with Origin and Access-Control-Request-Method
 */
public record PolicyInput(
        Optional<UserSession> session, String method, String path, String address, boolean preflight) {}
