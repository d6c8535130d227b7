package io.meshconformance.harness.identity;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.crypto.spec.PBEParameterSpec;

/**
 * A server's certificate with its key, in the encodings that components ask for.
 *
 * @param certificate the leaf
 * @param privateKey its key
 * @param authority the certificate that signed it
 */
public record LeafCertificate(X509Certificate certificate, PrivateKey privateKey, X509Certificate authority) {

    private static final String KEY_PROTECTION = "PBEWithHmacSHA256AndAES_128";
    private static final int SALT_BYTES = 20;
    /**
     * The password is random and lies beside the store, so stretching it protects nothing; the identity provider, which
     * opens the store at each connection, would spend most of its time on it.
     */
    private static final int STRETCHING = 1;

    /** Leaf, then authority, in PEM: {@code tls.crt} of a TLS Secret. */
    public String chainPem() {
        return pem(certificate) + pem(authority);
    }

    /** The key in PEM: {@code tls.key} of a TLS Secret. */
    public String keyPem() {
        return Pem.pkcs8(privateKey);
    }

    /** Key and chain in a store under the alias {@code server}, for servers of the JDK. */
    public KeyStore keyStore(char[] password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            byte[] salt = new byte[SALT_BYTES];
            new SecureRandom().nextBytes(salt);
            store.setEntry(
                    "server",
                    new KeyStore.PrivateKeyEntry(privateKey, new Certificate[] {certificate, authority}),
                    new KeyStore.PasswordProtection(password, KEY_PROTECTION, new PBEParameterSpec(salt, STRETCHING)));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This JDK cannot hold a key in a PKCS12 store", e);
        }
    }

    /** The same store as a file's content: what the identity provider reads. */
    public byte[] pkcs12(String password) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            keyStore(password.toCharArray()).store(out, password.toCharArray());
            return out.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This JDK cannot write a PKCS12 store", e);
        }
    }

    /** The subject only: the key must not leak through a log line. */
    @Override
    public String toString() {
        return "LeafCertificate[" + certificate.getSubjectX500Principal() + "]";
    }

    static String pem(X509Certificate certificate) {
        try {
            return Pem.of("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate made here cannot be encoded here", e);
        }
    }
}
