package io.meshconformance.rehearsal.provider;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorityOfItsOwnTest {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("the certificate is for the host, and signed by the authority whose own one is written down")
    void signs() throws IOException, GeneralSecurityException {
        Path pem = folder.resolve("ca.pem");
        KeyStore store = KeyStore.getInstance(
                AuthorityOfItsOwn.make(folder, "login.people.test", pem).toFile(),
                AuthorityOfItsOwn.PASSWORD.toCharArray());

        Certificate[] chain = store.getCertificateChain("server");
        assertEquals(2, chain.length);
        assertEquals(
                List.of(List.of(2, "login.people.test")),
                List.copyOf(((X509Certificate) chain[0]).getSubjectAlternativeNames()));
        try (var in = Files.newInputStream(pem)) {
            Certificate authority = CertificateFactory.getInstance("X.509").generateCertificate(in);
            assertEquals(chain[1], authority);
            assertDoesNotThrow(() -> chain[0].verify(authority.getPublicKey()));
        }
    }
}
