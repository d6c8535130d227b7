package io.meshconformance.harness.foreign;

import io.meshconformance.harness.oidc.ForeignProvider;
import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.WrongUse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whose certificates vouch for a provider of the user's own: the authority that its file names, or all that Java trusts.
 *
 * @param trusted all of them
 * @param pem those that pods are given, in PEM: the file's, or the one that signed the issuer's
 */
public record ForeignAuthorities(List<? extends Certificate> trusted, String pem) {

    /**
     * Finds them.
     *
     * @param at the issuer's address
     * @param limit until it has shown its certificate
     * @throws WrongUse when the file that is named holds no certificate
     * @throws EnvironmentBroken when the issuer shows no certificate that they vouch for
     */
    static ForeignAuthorities of(ForeignProvider provider, InetSocketAddress at, Duration limit) {
        Optional<Path> file = provider.network().authority();
        if (file.isPresent()) {
            List<? extends Certificate> named = read(provider, file.get());
            return new ForeignAuthorities(named, pem(named));
        }
        List<X509Certificate> trusted = trustedByJava();
        return new ForeignAuthorities(trusted, pem(List.of(anchor(provider, at, limit, trusted))));
    }

    /**
     * Has them trusted.
     *
     * @param store a store of certificates, to which they are added
     * @return the same store
     */
    KeyStore trustedBy(KeyStore store) {
        try {
            for (int number = 0; number < trusted.size(); number++) {
                store.setCertificateEntry("provider-" + number, trusted.get(number));
            }
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot hold a certificate in a store", e);
        }
    }

    private static List<? extends Certificate> read(ForeignProvider provider, Path file) {
        String where = provider.file() + ": authority names " + file;
        try (var in = Files.newInputStream(file)) {
            List<? extends Certificate> named =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (named.isEmpty()) {
                throw new WrongUse(where + ", which holds no certificate; write one in PEM into it");
            }
            return named;
        } catch (IOException | CertificateException e) {
            throw new WrongUse(where + ", which cannot be read; write certificates in PEM into it", e);
        }
    }

    private static List<X509Certificate> trustedByJava() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK trusts no authority", e);
        }
    }

    /** Pods are not given a hundred authorities where one will do. */
    private static X509Certificate anchor(
            ForeignProvider provider, InetSocketAddress at, Duration limit, List<X509Certificate> trusted) {
        String host = provider.issuer().host();
        int millis = Math.toIntExact(limit.toMillis());
        try (Socket plain = new Socket()) {
            plain.setSoTimeout(millis);
            plain.connect(at, millis);
            try (SSLSocket tls = (SSLSocket)
                    SSLContext.getDefault().getSocketFactory().createSocket(plain, host, at.getPort(), true)) {
                tls.startHandshake();
                return Arrays.stream(tls.getSession().getPeerCertificates())
                        .map(X509Certificate.class::cast)
                        .flatMap(shown -> trusted.stream()
                                .filter(one -> one.getSubjectX500Principal().equals(shown.getIssuerX500Principal())))
                        .findFirst()
                        .orElseThrow(() -> new IOException("none that Java trusts has signed it"));
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new EnvironmentBroken(
                    "the certificate of " + host + " could not be verified: " + e.getMessage(),
                    "write authority: ca.pem, with the certificate of its authority, into " + provider.file(),
                    e);
        }
    }

    private static String pem(List<? extends Certificate> certificates) {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return certificates.stream()
                .map(certificate -> "-----BEGIN CERTIFICATE-----\n" + lines.encodeToString(der(certificate))
                        + "\n-----END CERTIFICATE-----\n")
                .collect(Collectors.joining());
    }

    private static byte[] der(Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }
}
