package io.meshconformance.reference.proxy.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatchAllCertificateTest {
    @Test
    void itIsSelfSignedForEveryNameAndForAYear() throws Exception {
        Instant now = Instant.parse("2026-11-27T00:00:00Z");

        ServerCertificate made = CatchAllCertificate.create(now);

        X509Certificate certificate = made.chain().get(0);
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity(Date.from(now));
        certificate.checkValidity(Date.from(now.plus(Duration.ofDays(364))));
        assertThrows(
                CertificateExpiredException.class,
                () -> certificate.checkValidity(Date.from(now.plus(Duration.ofDays(366)))));
        assertEquals(List.of("*"), made.names());
        assertEquals(
                "CN=\"reference proxy, not Pomerium\"",
                certificate.getSubjectX500Principal().toString());
    }
}
