package io.meshconformance.harness.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.harness.client.AddressMap;
import io.meshconformance.harness.identity.CertificateAuthority;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.oidc.ProviderAddress;
import io.meshconformance.harness.pomerium.ProxyAddresses;
import io.meshconformance.harness.wait.Timeouts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BrowserNetworkTest {

    private static final Duration LIMIT = Timeouts.defaults().request();

    private final MintedSecrets secrets = new MintedSecrets();
    private final CertificateAuthority authority = new CertificateAuthority("unit test", secrets);
    private FrontServer server;

    @BeforeEach
    void open() throws IOException, GeneralSecurityException {
        server = new FrontServer(authority.issue(List.of("*." + ProxyAddresses.DOMAIN, ProviderAddress.HOST)));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    @DisplayName(
            "a door's name is looked up by this JVM, not once more by the browser, which may prefer another address")
    void addresses() throws UnknownHostException {
        int port = server.address().getPort();
        String address = InetAddress.getByName("localhost").getHostAddress();

        assertEquals(
                "MAP *.localhost.pomerium.io:443 %1$s:%2$d,MAP *.localhost.pomerium.io:80 %1$s:1,MAP %3$s:8443 %1$s:%2$d,MAP * ~NOTFOUND"
                        .formatted(address, port, ProviderAddress.HOST),
                reach(authority.trustStore()).resolution());
    }

    @Test
    @DisplayName("no server is trusted that the run's authority does not vouch for")
    void otherAuthority() {
        var stranger = new CertificateAuthority("somebody else", secrets);
        var lost = assertThrows(BrowserLost.class, () -> reach(stranger.trustStore()));

        assertTrue(String.valueOf(lost.getMessage()).startsWith("the certificate of authenticate"), lost.getMessage());
    }

    private BrowserNetwork reach(KeyStore trusted) {
        int port = server.address().getPort();
        AddressMap doors =
                AddressMap.on("localhost", port, 1).with(ProviderAddress.HOST, ProviderAddress.PORT, server.address());
        return BrowserNetwork.to(doors, trusted, LIMIT);
    }
}
