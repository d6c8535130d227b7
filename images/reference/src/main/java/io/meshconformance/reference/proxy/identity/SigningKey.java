package io.meshconformance.reference.proxy.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import io.meshconformance.reference.proxy.config.Digests;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key that signs assertions. Its id is the RFC 7638 thumbprint in hexadecimal, not base64url (facts 4).
 *
 * @param jwk with private part; a secret
 */
public record SigningKey(ECKey jwk) {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([^-]*)-----END \\1-----", Pattern.DOTALL);

    /**
     * Reads {@code signing_key} of the bootstrap Secret: PEM, {@code EC PRIVATE KEY} or PKCS#8, P-256.
     *
     * @throws UnusableKey when it is anything else
     */
    public static SigningKey read(String pem) throws UnusableKey {
        Matcher block = PEM.matcher(pem);
        if (!block.find()) {
            throw new UnusableKey("signing_key: no private key in PEM form found");
        }
        try {
            byte[] content = Base64.getMimeDecoder().decode(block.group(2));
            return switch (block.group(1)) {
                case "EC PRIVATE KEY" -> of(EllipticKeys.fromSec1(content));
                case "PRIVATE KEY" -> of(EllipticKeys.fromPkcs8(content));
                default ->
                    throw new UnusableKey(
                            "signing_key: " + block.group(1) + " is not implemented by the reference proxy");
            };
        } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
            throw new UnusableKey("signing_key: not a P-256 key (the reference proxy implements no other)", e);
        }
    }

    /** The key a missing {@code signing_key} is derived from (real proxy since v0.33: never without a key). */
    public static SigningKey derived(byte[] sharedSecret, String purpose) {
        try {
            return of(EllipticKeys.fromNumber(
                    new BigInteger(1, Digests.hmac(sharedSecret, purpose.getBytes(StandardCharsets.UTF_8)))));
        } catch (GeneralSecurityException | UnusableKey e) {
            throw new IllegalStateException("a number always makes a key", e);
        }
    }

    private static SigningKey of(KeyPair pair) throws UnusableKey {
        try {
            ECKey bare = new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
                    .privateKey(pair.getPrivate())
                    .build();
            String id = HexFormat.of().formatHex(bare.computeThumbprint().decode());
            return new SigningKey(new ECKey.Builder(bare)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .build());
        } catch (JOSEException e) {
            throw new UnusableKey("signing_key: no thumbprint", e);
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
