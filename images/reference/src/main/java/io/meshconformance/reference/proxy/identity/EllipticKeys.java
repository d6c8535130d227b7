package io.meshconformance.reference.proxy.identity;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import javax.crypto.KeyAgreement;

/** P-256 key pairs from their private half, by the platform's own provider. */
final class EllipticKeys {
    private EllipticKeys() {}

    /** From the bytes of {@code EC PRIVATE KEY} (RFC 5915), which the platform reads only inside PKCS#8. */
    static KeyPair fromSec1(byte[] sec1) throws GeneralSecurityException {
        return fromPkcs8(Der.sequence(
                Der.integer(BigInteger.ZERO), Der.sequence(Der.EC_PUBLIC_KEY, Der.PRIME256V1), Der.octets(sec1)));
    }

    /** From the bytes of {@code PRIVATE KEY}. */
    static KeyPair fromPkcs8(byte[] pkcs8) throws GeneralSecurityException {
        return pair((ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    }

    /** From a number, reduced into the curve's range. */
    static KeyPair fromNumber(BigInteger number) throws GeneralSecurityException {
        ECParameterSpec curve = curve();
        BigInteger scalar =
                number.mod(curve.getOrder().subtract(BigInteger.ONE)).add(BigInteger.ONE);
        return pair((ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(scalar, curve)));
    }

    /**
     * The platform cannot multiply points, but agreeing on a key with the generator gives the public point's x;
     * of the two y that fit, the right one verifies what the private key signs.
     */
    private static KeyPair pair(ECPrivateKey secret) throws GeneralSecurityException {
        ECParameterSpec curve = curve();
        if (secret.getParams().getOrder().bitLength() != curve.getOrder().bitLength()) {
            throw new GeneralSecurityException("the key is not on P-256");
        }
        KeyFactory keys = KeyFactory.getInstance("EC");
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(secret);
        agreement.doPhase(keys.generatePublic(new ECPublicKeySpec(curve.getGenerator(), curve)), true);
        BigInteger x = new BigInteger(1, agreement.generateSecret());
        BigInteger prime = ((ECFieldFp) curve.getCurve().getField()).getP();
        BigInteger square = x.modPow(BigInteger.valueOf(3), prime)
                .add(curve.getCurve().getA().multiply(x))
                .add(curve.getCurve().getB())
                .mod(prime);
        BigInteger y = square.modPow(prime.add(BigInteger.ONE).shiftRight(2), prime);
        for (BigInteger candidate : List.of(y, prime.subtract(y))) {
            ECPublicKey open = (ECPublicKey) keys.generatePublic(new ECPublicKeySpec(new ECPoint(x, candidate), curve));
            if (belongs(open, secret)) {
                return new KeyPair(open, secret);
            }
        }
        throw new GeneralSecurityException("no public key fits");
    }

    private static boolean belongs(ECPublicKey open, ECPrivateKey secret) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(secret);
        signature.update((byte) 1);
        byte[] signed = signature.sign();
        signature.initVerify(open);
        signature.update((byte) 1);
        return signature.verify(signed);
    }

    private static ECParameterSpec curve() throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }
}
