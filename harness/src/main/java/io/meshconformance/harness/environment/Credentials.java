package io.meshconformance.harness.environment;

import io.meshconformance.harness.identity.CertificateAuthority;
import io.meshconformance.harness.identity.LeafCertificate;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.identity.SigningKey;
import io.meshconformance.harness.kube.ManifestParameter;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.harness.oidc.ProviderAddress;
import io.meshconformance.harness.pomerium.ProxyAddresses;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Everything secret that the platform is given, made anew for each run.
 *
 * @param authority the private authority that signed every certificate of the run
 * @param parameters the secrets as manifests can name them
 */
public record Credentials(CertificateAuthority authority, ManifestParameters parameters) {

    /** The proxy takes exactly this many raw bytes (ingress-controller, {@code util/secrets.go}). */
    private static final int SECRET_BYTES = 32;

    /**
     * Makes them.
     *
     * @param secrets told of each, so that none leaves with the report
     * @return fresh credentials
     */
    public static Credentials mint(MintedSecrets secrets) {
        var authority = new CertificateAuthority("conformance", secrets);
        LeafCertificate front = authority.issue(List.of("*." + ProxyAddresses.DOMAIN, ProxyAddresses.SERVICES));
        LeafCertificate provider = authority.issue(List.of(ProviderAddress.HOST));
        String password = word(secrets, "keystore password");
        ManifestParameters parameters = ManifestParameters.none()
                .with(ManifestParameter.CA, authority.pem())
                .with(ManifestParameter.PROVIDER_ADMINISTRATION, word(secrets, "administration secret"))
                .with(ManifestParameter.PROXY_SHARED_SECRET, raw(secrets, "shared secret"))
                .with(ManifestParameter.PROXY_COOKIE_SECRET, raw(secrets, "cookie secret"))
                .with(
                        ManifestParameter.PROXY_SIGNING_KEY,
                        base64(SigningKey.es256(secrets).privateKeyPem()))
                .with(ManifestParameter.PROXY_CLIENT_ID, "pomerium")
                .with(ManifestParameter.PROXY_CLIENT_SECRET, word(secrets, "client secret"))
                .with(ManifestParameter.PROXY_CERTIFICATE, base64(front.chainPem()))
                .with(ManifestParameter.PROXY_CERTIFICATE_KEY, base64(front.keyPem()))
                .with(
                        ManifestParameter.PROVIDER_KEYSTORE,
                        Base64.getEncoder().encodeToString(provider.pkcs12(password)))
                .with(ManifestParameter.PROVIDER_KEYSTORE_PASSWORD, password);
        return new Credentials(authority, parameters);
    }

    private static byte[] random() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static String raw(MintedSecrets secrets, String kind) {
        return secrets.register(kind, Base64.getEncoder().encodeToString(random()));
    }

    private static String word(MintedSecrets secrets, String kind) {
        return secrets.register(kind, HexFormat.of().formatHex(random()));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
