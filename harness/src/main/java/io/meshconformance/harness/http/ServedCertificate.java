package io.meshconformance.harness.http;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/**
 * The names in a certificate that a peer showed, trusted or not.
 *
 * @param dnsNames its DNS names
 * @param uris its URI names: in the mesh one SPIFFE id
 */
public record ServedCertificate(List<String> dnsNames, List<String> uris) {

    private static final int DNS = 2;
    private static final int URI = 6;

    /** Reads what is of interest from a certificate. */
    public static ServedCertificate of(X509Certificate certificate) {
        try {
            return new ServedCertificate(names(certificate, DNS), names(certificate, URI));
        } catch (CertificateParsingException e) {
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
