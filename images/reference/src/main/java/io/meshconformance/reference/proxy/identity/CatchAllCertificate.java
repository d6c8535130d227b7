package io.meshconformance.reference.proxy.identity;

import io.meshconformance.reference.proxy.config.ServerCertificate;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** What is presented while no certificate is configured: self-signed, for {@code *} (facts 1.6). */
public final class CatchAllCertificate {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private CatchAllCertificate() {}

    /**
     * Makes one, good for a year around now.
     *
     * @throws GeneralSecurityException when the platform has no P-256
     */
    public static ServerCertificate create(Instant now) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        byte[] algorithm = Der.sequence(Der.ECDSA_WITH_SHA256);
        byte[] name = Der.sequence(Der.set(Der.sequence(Der.COMMON_NAME, Der.utf8("reference proxy, not Pomerium"))));
        byte[] body = Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(64, new SecureRandom()).add(BigInteger.ONE)),
                algorithm,
                name,
                Der.sequence(
                        Der.time(TIME.format(now.minusSeconds(3600))),
                        Der.time(TIME.format(now.plusSeconds(365L * 24 * 3600)))),
                name,
                pair.getPublic().getEncoded(),
                Der.tagged(
                        0xa3,
                        Der.sequence(Der.sequence(
                                Der.ALTERNATIVE_NAMES, Der.octets(Der.sequence(Der.tagged(0x82, new byte[] {'*'})))))));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(body);
        byte[] certificate = Der.sequence(body, algorithm, Der.bits(signature.sign()));
        return new ServerCertificate(
                "catch-all",
                List.of((X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(certificate))),
                pair.getPrivate());
    }
}
