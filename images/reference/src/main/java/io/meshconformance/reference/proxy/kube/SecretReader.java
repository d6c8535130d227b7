package io.meshconformance.reference.proxy.kube;

import io.fabric8.kubernetes.api.model.Secret;
import io.meshconformance.reference.proxy.config.ServerCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/** Reads what Secrets hold. No message ever shows their content. */
final class SecretReader {
    private final Vertx vertx;
    private final ClusterObjects objects;

    SecretReader(Vertx vertx, ClusterObjects objects) {
        this.vertx = vertx;
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

    /** A TLS Secret's certificate and key; Vert.x reads all the PEM forms that keys come in. */
    ServerCertificate certificate(Name name) throws Rejected {
        String chain = text(name, "tls.crt");
        String key = text(name, "tls.key");
        try {
            for (KeyManager manager : new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(chain))
                    .addKeyValue(Buffer.buffer(key))
                    .getKeyManagerFactory(vertx)
                    .getKeyManagers()) {
                if (manager instanceof X509KeyManager keys) {
                    for (String type : List.of("EC", "RSA")) {
                        String[] aliases = keys.getServerAliases(type, null);
                        if (aliases != null && aliases.length > 0) {
                            return new ServerCertificate(
                                    name.toString(),
                                    List.of(keys.getCertificateChain(aliases[0])),
                                    keys.getPrivateKey(aliases[0]));
                        }
                    }
                }
            }
        } catch (Exception e) {
            // Vert.x declares Exception; whatever it is, this Secret holds no usable pair.
            throw new Rejected("secret " + name + " holds no usable certificate and key", e);
        }
        throw new Rejected("secret " + name + " holds neither an RSA nor an EC key");
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
