package io.meshconformance.harness.istio;

import io.meshconformance.harness.identity.CertificateAuthority;
import io.meshconformance.harness.identity.LeafCertificate;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.kube.ManifestParameter;
import io.meshconformance.harness.kube.ManifestParameters;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/**
 * What a scenario's Gateway serves: a certificate by an authority of its own, so that the proxy's is not taken for it.
 * Made anew for each run, on a kept node too: a Gateway and its Secret come and go with their scenario.
 *
 * @param authority the certificate of the authority that signed it
 * @param parameters what manifests can name: certificate, key, and the domain below which hosts are the run's own
 */
public record GatewayCertificate(X509Certificate authority, ManifestParameters parameters) {

    /** A name that stands in this certificate and in no other of the run. */
    public static final String MARK = "gateway.test";

    /**
     * Makes one.
     *
     * @param run the run's id
     * @param domain the domain of the hosts that the proxy serves
     * @param secrets told of the keys, so that none leaves with the report
     * @return a certificate for every host that the proxy serves, and for {@code *.early}, {@code *.late} and
     *     {@code *.calls} of the run's own domain
     */
    public static GatewayCertificate mint(String run, String domain, MintedSecrets secrets) {
        var authority = new CertificateAuthority("conformance gateway", secrets);
        String own = run + "." + MARK;
        LeafCertificate leaf =
                authority.issue(List.of(MARK, "*." + domain, "*.early." + own, "*.late." + own, "*.calls." + own));
        return new GatewayCertificate(
                authority.certificate(),
                ManifestParameters.none()
                        .with(ManifestParameter.GATEWAY_DOMAIN, own)
                        .with(ManifestParameter.GATEWAY_CERTIFICATE, base64(leaf.chainPem()))
                        .with(ManifestParameter.GATEWAY_CERTIFICATE_KEY, base64(leaf.keyPem())));
    }

    /**
     * Has its authority trusted.
     *
     * @param trusted the run's trust, to which it is added
     * @return the same store
     */
    public KeyStore trustedBy(KeyStore trusted) {
        try {
            trusted.setCertificateEntry("gateway", authority);
            return trusted;
        } catch (KeyStoreException e) {
            throw new IllegalStateException("This JDK cannot hold a certificate in a store", e);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
