package io.meshconformance.reference.proxy.config;

import io.meshconformance.reference.proxy.crypto.MessageDigests;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The OpenID Connect provider.
 *
 * @param issuer must equal the discovery document's issuer byte for byte
 * @param clientId from the Secret
 * @param clientSecret from the Secret; a secret
 * @param scopes asked for at sign-in
 * @param requestParameters extra query parameters of the authorization request
 * @param authorities certificate authorities trusted beside the system's
 */
public record ProviderSettings(
        String issuer,
        String clientId,
        String clientSecret,
        List<String> scopes,
        Map<String, String> requestParameters,
        List<X509Certificate> authorities) {
    /** What the real proxy asks a plain OIDC provider for when the scopes are not set. */
    public static final List<String> DEFAULT_SCOPES = List.of("openid", "profile", "email", "offline_access");

    /** Keeps copies. */
    public ProviderSettings {
        scopes = List.copyOf(scopes);
        requestParameters = Map.copyOf(requestParameters);
        authorities = List.copyOf(authorities);
    }

    /** The same provider for another client. */
    public ProviderSettings as(String otherClient) {
        return new ProviderSettings(issuer, otherClient, clientSecret, scopes, requestParameters, authorities);
    }

    /** Names provider and client in addresses and sessions; a session of another provider is no session. */
    public String id() {
        String text = String.join("\n", issuer, clientId, String.join(" ", scopes));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigests.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return "ProviderSettings[" + issuer + "]";
    }
}
