package io.meshconformance.harness.environment;

import io.meshconformance.harness.identity.CertificateAuthority;
import io.meshconformance.harness.identity.LeafCertificate;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.identity.SigningKey;
import io.meshconformance.harness.oidc.ProviderAddress;
import io.meshconformance.harness.pomerium.ProxyAddresses;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything secret that the platform is given, made anew for each run.
 *
 * @param authority the private authority that signed every certificate of the run
 * @param parameters the manifests' parameters that carry the secrets
 */
public record Credentials(CertificateAuthority authority, Map<String, String> parameters) {

    /** The proxy takes exactly this many raw bytes (ingress-controller, {@code util/secrets.go}). */
    private static final int SECRET_BYTES = 32;

    /** Copies the map. */
    public Credentials {
        parameters = Map.copyOf(parameters);
    }

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
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("ca.pem", authority.pem());
        parameters.put("proxy.shared-secret", raw(secrets, "shared secret"));
        parameters.put("proxy.cookie-secret", raw(secrets, "cookie secret"));
        parameters.put("proxy.signing-key", base64(SigningKey.es256(secrets).privateKeyPem()));
        parameters.put("proxy.client-secret", word(secrets, "client secret"));
        parameters.put("proxy.certificate", base64(front.chainPem()));
        parameters.put("proxy.certificate-key", base64(front.keyPem()));
        parameters.put("identity-provider.keystore", Base64.getEncoder().encodeToString(provider.pkcs12(password)));
        parameters.put("identity-provider.keystore-password", password);
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
