package io.meshconformance.harness.oidc;

import io.meshconformance.harness.http.Url;

/**
 * The issuer at which people sign in, the same URL for browser, proxy and mesh.
 *
 * @param url as the proxy is configured with it
 */
public record Issuer(String url) {

    /** Its host. */
    public String host() {
        return Url.parse(url).host();
    }

    /** Its port. */
    public int port() {
        return Url.parse(url).port();
    }

    /** What it answers, signed in or not (OpenID Connect Discovery 1.0, section 4). */
    public String discovery() {
        return url.replaceFirst("/$", "") + "/.well-known/openid-configuration";
    }
}
