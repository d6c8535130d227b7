package io.meshconformance.reference.proxy.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import io.meshconformance.reference.proxy.support.TestAuthority;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.HexFormat;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class AssertionSigningKeyTest {
    /** Repeated, because a public point is derived from the private number and half of all points are mirrored. */
    @RepeatedTest(8)
    void bothFormsOfPemGiveTheSameKey() throws Exception {
        KeyPair pair = TestAuthority.keyPair();
        StringWriter sec1 = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(sec1)) {
            writer.writeObject(pair);
        }
        ECKey expected = new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic()).build();

        AssertionSigningKey fromSec1 = AssertionSigningKey.read(sec1.toString());
        AssertionSigningKey fromPkcs8 = AssertionSigningKey.read(
                TestAuthority.pem("PRIVATE KEY", pair.getPrivate().getEncoded()));

        assertEquals(expected.toECPublicKey(), fromSec1.jwk().toECPublicKey());
        assertEquals(expected.toECPublicKey(), fromPkcs8.jwk().toECPublicKey());
        assertEquals(HexFormat.of().formatHex(expected.computeThumbprint().decode()), fromSec1.id());
    }

    @Test
    void aSecretAlwaysGivesTheSameKey() {
        assertEquals(
                "bef42dd0600cf04dc7b8aef0343a7617ce9b2dd05454cdae8f4aac3382ad7f93",
                AssertionSigningKey.derived("secret".getBytes(StandardCharsets.UTF_8), "purpose")
                        .id());
    }

    @Test
    void anotherCurveIsRefused() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        String p384 = TestAuthority.pem(
                "PRIVATE KEY", generator.generateKeyPair().getPrivate().getEncoded());
        UnusableKey refusal = assertThrows(UnusableKey.class, () -> AssertionSigningKey.read(p384));
        assertTrue(String.valueOf(refusal.getMessage()).contains("not a P-256 key"), refusal.getMessage());
    }

    @Test
    void otherKeysAreRefused() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        String rsa = TestAuthority.pem(
                "PRIVATE KEY", generator.generateKeyPair().getPrivate().getEncoded());
        assertThrows(UnusableKey.class, () -> AssertionSigningKey.read(rsa));
        assertThrows(UnusableKey.class, () -> AssertionSigningKey.read("no key"));
        String broken = TestAuthority.pem("EC PRIVATE KEY", new byte[] {1, 2, 3});
        assertThrows(UnusableKey.class, () -> AssertionSigningKey.read(broken));
    }
}
