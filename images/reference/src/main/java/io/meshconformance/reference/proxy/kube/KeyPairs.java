package io.meshconformance.reference.proxy.kube;

import io.meshconformance.reference.proxy.crypto.ServerCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * Certificates with their keys, read from PEM. Reading one derives a password's key, which takes longer than the whole
 * rest of a translation: what a Secret still holds is not read again. For one thread.
 */
final class KeyPairs {
    private final Vertx vertx;
    private Map<Pem, ServerCertificate> before = Map.of();
    private Map<Pem, ServerCertificate> now = new HashMap<>();

    KeyPairs(Vertx vertx) {
        this.vertx = vertx;
    }

    private record Pem(Name secret, String chain, String key) {}

    /** Begins a translation: what the one before it did not ask for is forgotten. */
    void begin() {
        before = now;
        now = new HashMap<>();
    }

    /** A Secret's pair; Vert.x reads all the PEM forms that keys come in. */
    ServerCertificate read(Name secret, String chain, String key) throws Rejected {
        Pem pem = new Pem(secret, chain, key);
        ServerCertificate known = now.getOrDefault(pem, before.get(pem));
        ServerCertificate certificate = known != null ? known : parsed(pem);
        now.put(pem, certificate);
        return certificate;
    }

    private ServerCertificate parsed(Pem pem) throws Rejected {
        try {
            for (KeyManager manager : new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(pem.chain()))
                    .addKeyValue(Buffer.buffer(pem.key()))
                    .getKeyManagerFactory(vertx)
                    .getKeyManagers()) {
                if (manager instanceof X509KeyManager keys) {
                    for (String type : List.of("EC", "RSA")) {
                        String[] aliases = keys.getServerAliases(type, null);
                        if (aliases != null && aliases.length > 0) {
                            return new ServerCertificate(
                                    pem.secret().toString(),
                                    List.of(keys.getCertificateChain(aliases[0])),
                                    keys.getPrivateKey(aliases[0]));
                        }
                    }
                }
            }
        } catch (Exception e) {
            // Vert.x declares Exception; whatever it is, this Secret holds no usable pair.
            throw new Rejected("secret " + pem.secret() + " holds no usable certificate and key", e);
        }
        throw new Rejected("secret " + pem.secret() + " holds neither an RSA nor an EC key");
    }
}
