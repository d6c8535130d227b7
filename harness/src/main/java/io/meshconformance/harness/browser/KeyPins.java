package io.meshconformance.harness.browser;

import io.meshconformance.harness.client.AddressMap;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * The public keys that the browser is told to trust: those of servers that the run's own authority vouches for, as this
 * JVM has just verified, name included. No other certificate error is ignored.
 */
final class KeyPins {

    private final AddressMap addresses;
    private final KeyStore trusted;
    private final Duration limit;

    /**
     * Pins keys.
     *
     * @param addresses where connections really go
     * @param trusted the run's authority, and no other
     * @param limit until a server has shown its certificate
     */
    KeyPins(AddressMap addresses, KeyStore trusted, Duration limit) {
        this.addresses = addresses;
        this.trusted = trusted;
        this.limit = limit;
    }

    /**
     * SHA-256 of a server's SubjectPublicKeyInfo in base64, the form Chromium's
     * {@code --ignore-certificate-errors-spki-list} takes.
     *
     * @throws BrowserLost when the server cannot be reached or is not trusted
     */
    String of(String host, int port) {
        InetSocketAddress target = addresses
                .behind(host, port)
                .orElseThrow(() -> new BrowserLost("no address is known for " + host + ":" + port));
        int millis = Math.toIntExact(limit.toMillis());
        try (Socket plain = new Socket()) {
            plain.setSoTimeout(millis);
            plain.connect(target, millis);
            try (SSLSocket tls = (SSLSocket) context().getSocketFactory().createSocket(plain, host, port, true)) {
                SSLParameters parameters = tls.getSSLParameters();
                parameters.setServerNames(List.of(new SNIHostName(host)));
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                tls.setSSLParameters(parameters);
                tls.startHandshake();
                Certificate leaf = tls.getSession().getPeerCertificates()[0];
                byte[] digest = MessageDigest.getInstance("SHA-256")
                        .digest(leaf.getPublicKey().getEncoded());
                return Base64.getEncoder().encodeToString(digest);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new BrowserLost("the certificate of " + host + " could not be verified: " + e.getMessage(), e);
        }
    }

    private SSLContext context() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
