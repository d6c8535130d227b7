package io.meshconformance.reference.proxy.kube;

import io.fabric8.kubernetes.api.model.Secret;
import io.meshconformance.reference.proxy.crypto.ServerCertificate;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what Secrets hold. No message ever shows their content. */
final class SecretReader {
    private final KeyPairs keyPairs;
    private final ClusterObjects objects;

    SecretReader(KeyPairs keyPairs, ClusterObjects objects) {
        this.keyPairs = keyPairs;
        this.objects = objects;
    }

    Secret secret(Name name) throws Rejected {
        return objects.secret(name)
                .orElseThrow(() -> new Rejected("get secret " + name + ": Secret \"" + name.name() + "\" not found"));
    }

    /** The bytes under a key; absent when there is no such key. */
    static Optional<byte[]> bytes(Secret secret, String key) {
        return Optional.ofNullable(secret.getData())
                .map(data -> data.get(key))
                .map(text -> Base64.getDecoder().decode(text));
    }

    /** The text under a key. */
    String text(Name name, String key) throws Rejected {
        return bytes(secret(name), key)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow(() -> new Rejected("secret " + name + " should have a key " + key));
    }

    /** Every key's text. */
    Map<String, String> texts(Name name) throws Rejected {
        Map<String, String> data = Optional.ofNullable(secret(name).getData()).orElse(Map.of());
        return data.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> new String(Base64.getDecoder().decode(entry.getValue()), StandardCharsets.UTF_8)));
    }

    /** A TLS Secret's certificate and key. */
    ServerCertificate certificate(Name name) throws Rejected {
        return keyPairs.read(name, text(name, "tls.crt"), text(name, "tls.key"));
    }

    /** The certificate authorities under {@code ca.crt}. */
    List<X509Certificate> authorities(Name name) throws Rejected {
        byte[] pem = text(name, "ca.crt").getBytes(StandardCharsets.UTF_8);
        try {
            return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            throw new Rejected("secret " + name + " key ca.crt is not a certificate", e);
        }
    }
}
