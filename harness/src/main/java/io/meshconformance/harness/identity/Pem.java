package io.meshconformance.harness.identity;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** PEM text, in the forms that the programs of the platform read. */
final class Pem {

    private Pem() {}

    /** A DER value under this label. */
    static String of(String label, byte[] der) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(label, der));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** A private key as {@code PRIVATE KEY} (PKCS 8): read by everything that reads TLS keys. */
    static String pkcs8(PrivateKey key) {
        return of("PRIVATE KEY", key.getEncoded());
    }

    /**
     * A private key in its traditional form, {@code EC PRIVATE KEY} or {@code RSA PRIVATE KEY}. The curve is written into
     * the EC form: it is optional there, the JDK leaves it out, and Go refuses a key without it.
     */
    static String traditional(PrivateKey key) {
        try {
            PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
            AlgorithmIdentifier algorithm = info.getPrivateKeyAlgorithm();
            if (!algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)) {
                return of(
                        "RSA PRIVATE KEY",
                        info.parsePrivateKey().toASN1Primitive().getEncoded());
            }
            ECPrivateKey bare = ECPrivateKey.getInstance(info.parsePrivateKey());
            java.security.interfaces.ECPrivateKey ec = (java.security.interfaces.ECPrivateKey) key;
            ECPrivateKey named = new ECPrivateKey(
                    ec.getParams().getOrder().bitLength(),
                    bare.getKey(),
                    bare.getPublicKey(),
                    algorithm.getParameters());
            return of("EC PRIVATE KEY", named.getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Registers a private key in every form in which it is written down: line by line, and as the data of a Secret. */
    static void register(MintedSecrets secrets, PrivateKey key) {
        for (String pem : new String[] {pkcs8(key), traditional(key)}) {
            pem.lines()
                    .filter(line -> !line.startsWith("-----"))
                    .forEach(line -> secrets.register("private key", line));
            secrets.register(
                    "private key", Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII)));
        }
    }
}
