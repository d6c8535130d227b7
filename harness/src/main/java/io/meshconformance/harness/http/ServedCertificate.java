package io.meshconformance.harness.http;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/**
 * A certificate that a peer showed, trusted or not.
 *
 * @param subject its subject's distinguished name; empty text in certificates of the mesh
 * @param issuer its issuer's distinguished name
 * @param dnsNames its DNS names
 * @param uris its URI names: in the mesh one SPIFFE id
 * @param notAfter when it runs out
 * @param sha256 its fingerprint in lower-case hexadecimal digits
 */
public record ServedCertificate(
        String subject, String issuer, List<String> dnsNames, List<String> uris, Instant notAfter, String sha256) {

    private static final int DNS = 2;
    private static final int URI = 6;

    /** Reads what is of interest from a certificate. */
    public static ServedCertificate of(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return new ServedCertificate(
                    certificate.getSubjectX500Principal().getName(),
                    certificate.getIssuerX500Principal().getName(),
                    names(certificate, DNS),
                    names(certificate, URI),
                    certificate.getNotAfter().toInstant(),
                    HexFormat.of().formatHex(digest));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("A peer's certificate cannot be read", e);
        }
    }

    private static List<String> names(X509Certificate certificate, int kind) throws CertificateParsingException {
        Collection<List<?>> all = certificate.getSubjectAlternativeNames();
        return all == null
                ? List.of()
                : all.stream()
                        .filter(name -> name.get(0).equals(kind))
                        .map(name -> String.valueOf(name.get(1)))
                        .toList();
    }
}
