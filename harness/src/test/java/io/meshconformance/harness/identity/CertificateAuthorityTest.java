package io.meshconformance.harness.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CertificateAuthorityTest {

    private final MintedSecrets secrets = new MintedSecrets();
    private final CertificateAuthority authority = new CertificateAuthority("unit test", secrets);

    @Test
    @DisplayName("a leaf is signed by its authority, for its names, and is no authority itself")
    void leaf() throws Exception {
        LeafCertificate leaf = authority.issue(List.of("*.localhost.pomerium.io", "proxy.pomerium.svc"));

        leaf.certificate().verify(authority.certificate().getPublicKey());
        leaf.certificate().checkValidity();
        assertEquals(-1, leaf.certificate().getBasicConstraints());
        assertEquals(0, authority.certificate().getBasicConstraints());
        assertEquals(
                List.of(List.of(2, "*.localhost.pomerium.io"), List.of(2, "proxy.pomerium.svc")),
                List.copyOf(leaf.certificate().getSubjectAlternativeNames()));
    }

    @Test
    @DisplayName("its PEM forms can be read back: the chain leaf first, the key as PKCS 8")
    void pemForms() throws Exception {
        LeafCertificate leaf = authority.issue(List.of("a.test"));
        Collection<? extends Certificate> chain = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(leaf.chainPem().getBytes(StandardCharsets.US_ASCII)));
        String body =
                leaf.keyPem().lines().filter(line -> !line.startsWith("-")).reduce("", String::concat);

        assertEquals(List.of(leaf.certificate(), authority.certificate()), List.copyOf(chain));
        assertTrue(leaf.keyPem().startsWith("-----BEGIN PRIVATE KEY-----"));
        assertArrayEquals(
                leaf.privateKey().getEncoded(),
                KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)))
                        .getEncoded());
    }

    @Test
    @DisplayName("its PKCS12 form holds key and chain")
    void pkcs12() throws Exception {
        LeafCertificate leaf = authority.issue(List.of("idp.test"));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(leaf.pkcs12("changeit")), "changeit".toCharArray());

        assertTrue(store.isKeyEntry("server"));
        assertEquals(2, store.getCertificateChain("server").length);
    }

    @Test
    @DisplayName("the trust store holds this authority and nothing else")
    void trustStore() throws Exception {
        KeyStore store = authority.trustStore();

        assertEquals(1, store.size());
        assertEquals(authority.certificate(), store.getCertificate("conformance-ca"));
    }

    @Test
    @DisplayName("serial numbers and keys of two leaves differ, and no key is printed")
    void distinct() {
        LeafCertificate one = authority.issue(List.of("a.test"));
        LeafCertificate two = authority.issue(List.of("a.test"));

        assertFalse(serial(one).equals(serial(two)));
        assertFalse(one.certificate().getPublicKey().equals(two.certificate().getPublicKey()));
        assertEquals("LeafCertificate[CN=a.test, O=Mesh conformance]", one.toString());
    }

    private static String serial(LeafCertificate leaf) {
        X509Certificate certificate = leaf.certificate();
        return certificate.getSerialNumber().toString();
    }
}
