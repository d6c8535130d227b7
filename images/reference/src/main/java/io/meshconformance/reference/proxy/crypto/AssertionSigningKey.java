package io.meshconformance.reference.proxy.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/**
 * The key that signs assertions. Its id is the RFC 7638 thumbprint in hexadecimal, not base64url (facts 4).
 *
 * @param jwk with private part; a secret
 */
public record AssertionSigningKey(ECKey jwk) {
    private static final ASN1ObjectIdentifier P256 = SECObjectIdentifiers.secp256r1;
    private static final X9ECParameters CURVE = ECNamedCurveTable.getByOID(P256);
    private static final int BITS = 256;

    /**
     * Reads {@code signing_key} of the bootstrap Secret: PEM, {@code EC PRIVATE KEY} or PKCS#8, P-256.
     *
     * @throws UnusableKey when it is anything else
     */
    public static AssertionSigningKey read(String pem) throws UnusableKey {
        try (PemReader reader = new PemReader(new StringReader(pem))) {
            PemObject block = reader.readPemObject();
            while (block != null && !block.getType().endsWith("PRIVATE KEY")) {
                block = reader.readPemObject();
            }
            if (block == null) {
                throw new UnusableKey("signing_key: no private key in PEM form found");
            }
            return switch (block.getType()) {
                case "EC PRIVATE KEY" -> of(ECPrivateKey.getInstance(block.getContent()), P256);
                case "PRIVATE KEY" -> of(PrivateKeyInfo.getInstance(block.getContent()));
                default ->
                    throw new UnusableKey(
                            "signing_key: " + block.getType() + " is not implemented by the reference proxy");
            };
        } catch (IOException | IllegalArgumentException | ClassCastException | IllegalStateException e) {
            throw new UnusableKey("signing_key: not a P-256 key (the reference proxy implements no other)", e);
        }
    }

    private static AssertionSigningKey of(PrivateKeyInfo key) throws IOException {
        return of(
                ECPrivateKey.getInstance(key.parsePrivateKey()),
                key.getPrivateKeyAlgorithm().getParameters());
    }

    /** An EC key names its curve itself, or leaves it to what it is wrapped in (RFC 5915, section 3). */
    private static AssertionSigningKey of(ECPrivateKey key, ASN1Encodable outerCurve) {
        ASN1Encodable innerCurve = key.getParametersObject();
        if (!P256.equals(outerCurve) || innerCurve != null && !P256.equals(innerCurve)) {
            throw new IllegalArgumentException("on another curve");
        }
        return of(key.getKey());
    }

    /** The key a missing {@code signing_key} is derived from (real proxy since v0.33: never without a key). */
    public static AssertionSigningKey derived(byte[] sharedSecret, String purpose) {
        BigInteger number =
                new BigInteger(1, MessageDigests.hmac(sharedSecret, purpose.getBytes(StandardCharsets.UTF_8)));
        return of(number.mod(CURVE.getN().subtract(BigInteger.ONE)).add(BigInteger.ONE));
    }

    private static AssertionSigningKey of(BigInteger number) {
        if (number.signum() <= 0 || number.compareTo(CURVE.getN()) >= 0) {
            throw new IllegalArgumentException("no number of the curve");
        }
        ECPoint open = CURVE.getG().multiply(number).normalize();
        try {
            ECKey bare = new ECKey.Builder(
                            Curve.P_256,
                            ECKey.encodeCoordinate(BITS, open.getAffineXCoord().toBigInteger()),
                            ECKey.encodeCoordinate(BITS, open.getAffineYCoord().toBigInteger()))
                    .d(ECKey.encodeCoordinate(BITS, number))
                    .build();
            return new AssertionSigningKey(new ECKey.Builder(bare)
                    .keyID(HexFormat.of().formatHex(bare.computeThumbprint().decode()))
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .build());
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** 64 hexadecimal digits. */
    public String id() {
        return jwk.getKeyID();
    }

    @Override
    public String toString() {
        return "SigningKey[" + id() + "]";
    }
}
