package io.meshconformance.reference.proxy.crypto;

import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A certificate the proxy can present.
 *
 * @param source the Secret, {@code namespace/name}
 * @param chain the certificate first
 * @param key its private key; a secret
 */
public record ServerCertificate(String source, List<X509Certificate> chain, PrivateKey key) {
    private static final int DNS_NAME = 2;

    /** Keeps copies. */
    public ServerCertificate {
        chain = List.copyOf(chain);
    }

    /** The DNS names it is for, in lower case; its common name does not count. */
    public List<String> names() {
        try {
            return Optional.ofNullable(chain.get(0).getSubjectAlternativeNames()).stream()
                    .flatMap(Collection::stream)
                    .filter(name -> Objects.equals(name.get(0), DNS_NAME))
                    .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
                    .toList();
        } catch (CertificateParsingException e) {
            throw new IllegalStateException("certificate of " + source + " has unreadable names", e);
        }
    }

    /** Whether it is for this host, by name or by a wildcard of one label. */
    public boolean covers(String host) {
        String wanted = host.toLowerCase(Locale.ROOT);
        int dot = wanted.indexOf('.');
        return names().stream()
                .anyMatch(name -> name.equals(wanted)
                        || dot > 0
                                && name.startsWith("*.")
                                && wanted.substring(dot).equals(name.substring(1)));
    }

    @Override
    public String toString() {
        return "ServerCertificate[" + source + "]";
    }
}
