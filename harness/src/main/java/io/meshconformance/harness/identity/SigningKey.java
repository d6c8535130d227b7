package io.meshconformance.harness.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.HexFormat;
import java.util.List;

/**
 * A key that signs tokens. Its id is the hexadecimal SHA-256 thumbprint of RFC 7638, as the proxy writes it, unless an
 * id is given.
 */
public final class SigningKey {

    private static final int RSA_BITS = 2048;

    private final JWK key;
    private final JWSAlgorithm algorithm;
    private final MintedSecrets secrets;

    private SigningKey(JWK key, JWSAlgorithm algorithm, MintedSecrets secrets) {
        this.key = key;
        this.algorithm = algorithm;
        this.secrets = secrets;
        Pem.register(secrets, privateKey(key));
    }

    /** A new key on the curve P-256 for ES256. */
    public static SigningKey es256(MintedSecrets secrets) {
        try {
            ECKey bare = new ECKeyGenerator(Curve.P_256).generate();
            ECKey named = new ECKey.Builder(bare)
                    .keyID(thumbprint(bare))
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .build();
            return new SigningKey(named, JWSAlgorithm.ES256, secrets);
        } catch (JOSEException e) {
            throw new IllegalStateException("This JDK cannot make an EC key", e);
        }
    }

    /** A new key of 2048 bits for RS256. */
    public static SigningKey rs256(MintedSecrets secrets) {
        try {
            RSAKey bare = new RSAKeyGenerator(RSA_BITS).generate();
            RSAKey named = new RSAKey.Builder(bare)
                    .keyID(thumbprint(bare))
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .build();
            return new SigningKey(named, JWSAlgorithm.RS256, secrets);
        } catch (JOSEException e) {
            throw new IllegalStateException("This JDK cannot make an RSA key", e);
        }
    }

    /**
     * A new key for an algorithm.
     *
     * @param algorithm {@code ES256} or {@code RS256}
     * @param secrets where its private half is registered
     * @throws IllegalArgumentException for any other
     */
    public static SigningKey named(String algorithm, MintedSecrets secrets) {
        return switch (algorithm) {
            case "ES256" -> es256(secrets);
            case "RS256" -> rs256(secrets);
            default -> throw new IllegalArgumentException("This suite makes no key for " + algorithm);
        };
    }

    /** Another new key of the same kind that claims this key's id: what a forger would present. */
    public SigningKey forgery() {
        SigningKey other = algorithm.equals(JWSAlgorithm.ES256) ? es256(secrets) : rs256(secrets);
        return other.called(keyId());
    }

    /** The same key under another id. */
    public SigningKey called(String id) {
        JWK renamed = key instanceof ECKey ec
                ? new ECKey.Builder(ec).keyID(id).build()
                : new RSAKey.Builder(key.toRSAKey()).keyID(id).build();
        return new SigningKey(renamed, algorithm, secrets);
    }

    /** The key's id, {@code kid}. */
    public String keyId() {
        return key.getKeyID();
    }

    /** The public half as a key set with one key. */
    public String publicJwks() {
        return publicJwks(List.of(this));
    }

    /** The public halves of several keys as one key set, in order. */
    public static String publicJwks(List<SigningKey> keys) {
        return new JWKSet(keys.stream().map(k -> k.key.toPublicJWK()).toList()).toString(true);
    }

    /** The private half in PEM: {@code EC PRIVATE KEY} or {@code RSA PRIVATE KEY}, as the proxy's signing key is given. */
    public String privateKeyPem() {
        return Pem.traditional(privateKey(key));
    }

    /** The public half in PEM: what an attacker who knows only public things would use as a symmetric key. */
    public String publicKeyPem() {
        return Pem.of("PUBLIC KEY", publicKey().getEncoded());
    }

    JWSAlgorithm jwsAlgorithm() {
        return algorithm;
    }

    JWSSigner signer() throws JOSEException {
        return key instanceof ECKey ec ? new ECDSASigner(ec) : new RSASSASigner(key.toRSAKey());
    }

    private PublicKey publicKey() {
        try {
            return key instanceof ECKey ec ? ec.toECPublicKey() : key.toRSAKey().toRSAPublicKey();
        } catch (JOSEException e) {
            throw new IllegalStateException("A key made here cannot be read here", e);
        }
    }

    private static PrivateKey privateKey(JWK key) {
        try {
            return key instanceof ECKey ec
                    ? ec.toECPrivateKey()
                    : key.toRSAKey().toRSAPrivateKey();
        } catch (JOSEException e) {
            throw new IllegalStateException("A key made here cannot be read here", e);
        }
    }

    private static String thumbprint(JWK bare) throws JOSEException {
        Base64URL digest = bare.computeThumbprint("SHA-256");
        return HexFormat.of().formatHex(digest.decode());
    }
}
